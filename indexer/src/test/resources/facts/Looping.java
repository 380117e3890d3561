// kinds: loops, recurses
package sample;

import java.util.List;

class Looping {
  Looping left;

  void all(List<String> names) {
    for (String name : names) { //> loops
      while (name.isEmpty()) { //> loops
        name = "x";
      }
    }
    do { //> loops
      names.removeFirst();
    } while (!names.isEmpty());
    for (int i = 0; i < 3; i++) {} //> loops
  }

  Runnable later() {
    return () -> {
      for (int i = 0; i < 3; i++) {} //> loops deferred
    };
  }

  void streams(List<String> names) {
    names.forEach(name -> name.strip());
  }

  int depth() {
    return left == null ? 0 : left.depth() + 1; //> recurses
  }

  static int sum(int n) {
    return n == 0 ? 0 : n + sum(n - 1); //> recurses
  }

  void overload(String text) {
    overload(text, 3);
  }

  void overload(String text, int times) {
    if (times > 0) {
      this.overload(text, times - 1); //> recurses
    }
  }

  void sameArity(Object o) {
    sameArity(String.valueOf(o));
  }

  void sameArity(String text) {
    if (text.isEmpty()) {
      sameArity(text + "x"); //> recurses
    }
  }

  void delegate(Other other) {
    other.delegate(other);
  }

  static class Statement extends Elsewhere {
    void set(String name, int value) {
      set(index(name), value);
    }

    /// Nothing leads past the call: it is an overload that Elsewhere declares.
    void put(String name, Number value) {
      this.put(name, converted(value));
    }

    int widened(int value) {
      return value < 0 ? widened(value & 0xFFFFFFFFL) : value;
    }

    void cast(Object value) {
      if (value instanceof String) {
        cast((String) value);
      }
    }

    private int index(String name) {
      return name.length();
    }
  }

  class Inner {
    int depth() {
      return Looping.this.depth();
    }
  }

  @Override
  public String toString() {
    return super.toString();
  }
}
