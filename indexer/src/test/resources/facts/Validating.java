// kinds: validates
package sample;

import com.google.common.base.Preconditions;
import java.util.Objects;

class Validating {
  private int state;
  private String name;

  void range(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit"); //> validates:java.lang.IllegalArgumentException
    }
  }

  void notNull(Object o) {
    Objects.requireNonNull(o); //> validates:java.lang.NullPointerException
    this.name = Objects.requireNonNull(name(), "name");
  }

  void nullByHand(Object o) {
    if (o == null) {
      throw new NullPointerException("o"); //> validates:java.lang.NullPointerException
    }
  }

  void library(int n) {
    Preconditions.checkArgument(n > 0); //> validates:java.lang.IllegalArgumentException
  }

  void index(int i, int[] all) {
    if (i >= all.length) {
      throw new IndexOutOfBoundsException(i); //> validates:java.lang.IndexOutOfBoundsException
    }
  }

  int chosen(String word) {
    return switch (word) {
      case "a" -> 1;
      default -> throw new IllegalArgumentException(word); //> validates:java.lang.IllegalArgumentException
    };
  }

  void named(int from, int to) {
    checkRange(from, to); //> validates by-name
  }

  void ownState(int n) {
    if (state != 0) {
      throw new IllegalStateException("closed");
    }
  }

  void ownField(int n) {
    if (name == null) {
      throw new NullPointerException("not open");
    }
  }

  void noParameters() {
    throw new IllegalArgumentException("whose?");
  }

  void input(java.io.InputStream in) throws Exception {
    if (in.read() < 0) {
      throw new java.io.EOFException();
    }
  }

  void check(int n) {
    checkState();
    int checked = checkedSum(n);
  }

  void computed(String path, boolean last) {
    checkPath(last ? path + "1" : path); //> validates by-name
    this.name = requireNotEmpty(path); //> validates by-name
  }

  void allNotNull(Object key, Object value) {
    assertKeyValueNotNull(key, value); //> validates by-name
  }

  void resultIsNoArgument(java.util.function.Function<String, String> mapper, String text) {
    String mapped = Objects.requireNonNull(mapper.apply(text));
  }

  void partOfTheArgument(Order order) {
    Objects.requireNonNull(order.getName()); //> validates:java.lang.NullPointerException
  }

  void checkersOfTheProject(int n, Object o) {
    ParamChecks.isTrue(n > 0); //> validates by-name
    isNotNull(o, "o"); //> validates by-name
  }

  void refusesAll(Object o) {
    throw new IllegalArgumentException("not supported: " + o);
  }

  void otherChecks(String user, Delegate delegate) {
    checkPermission(user);
    delegate.checkACL(user);
    checkSessionState(user);
    String found = checkedName(user);
  }

  void checkPath(String path) {
    delegate.checkPath(path);
  }

  private String name() {
    return name;
  }
}
