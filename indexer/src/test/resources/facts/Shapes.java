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

  Iterator copies() { //> shape:factory
    return new Iterator(this);
  }

  java.util.List<String> list() {
    return new java.util.ArrayList<>();
  }

  java.util.List<String> createList() { //> shape:factory
    return new java.util.ArrayList<>();
  }

  Answer process(Request request) {
    Object answer = send(request);
    return new Answer(answer);
  }

  Answer ofParts() { //> shape:factory
    return new Answer().setSize(3).setName("a");
  }

  Shapes orThis(boolean same) {
    return same ? this : new Shapes(1);
  }

  Shapes addAll(int size) { //> shape:builder
    return withSize(size + 1);
  }

  @SuppressWarnings("unchecked")
  <T extends Shapes> T cast(int size) { //> shape:builder
    this.size = size * 2;
    return (T) this;
  }

  Shapes awaitReady() {
    lock.lock();
    return this;
  }

  static class ShapesBuilder {
    private static final Shapes DEFAULT = new Shapes(0);

    Shapes build() {
      return DEFAULT;
    }
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
