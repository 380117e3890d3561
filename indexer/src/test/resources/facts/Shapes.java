// kinds: shape
package sample;

class Shapes {
  private static final int LIMIT = 3;
  private int size;
  private String name;

  private Shapes(int size) {
    this.size = size;
  }

  int size() { //> shape:getter
    return size;
  }

  String getName() { //> shape:getter
    return this.name;
  }

  void setName(String name) { //> shape:setter
    this.name = name;
  }

  Shapes withSize(int size) { //> shape:setter, shape:builder
    this.size = size;
    return this;
  }

  static Shapes of(int size) { //> shape:factory
    return new Shapes(size);
  }

  static Shapes named(String name) { //> shape:factory
    Shapes made = new Shapes(0);
    made.name = name;
    return made;
  }

  int limit() {
    return LIMIT;
  }

  String getTrimmed() {
    return name.strip();
  }

  void setTwice(String name) {
    this.name = name + name;
  }

  Shapes self() {
    return this;
  }

  static Shapes shared() {
    return ONE;
  }

  static String text() {
    return new String("x");
  }
}
