// kinds: deprecated, overrides, test
package sample;

import java.util.Comparator;
import junit.framework.TestCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Marks implements Comparator<String> {
  @Deprecated //> deprecated
  void annotated() {}

  /**
   * Old.
   *
   * @deprecated use annotated
   */
  void documented() {} //> deprecated

  /** Not deprecated at all. */
  void neither() {}

  @Override //> overrides:java.util.Comparator
  public int compare(String one, String other) {
    return 0;
  }

  public boolean equals(Object o) { //> overrides:java.lang.Object
    return false;
  }

  public boolean equals(Marks o) {
    return true;
  }

  public String toString() { //> overrides:java.lang.Object
    return "";
  }

  static String toString(int n) {
    return "";
  }

  @Test //> test
  void isATest() {}

  @BeforeEach
  void setUp() {}

  void testNothing() {}

  static class Old extends TestCase {
    public void testSomething() {} //> test

    void testHelper(int n) {}
  }

  static class Base {
    void act(int n) {}
  }

  static class Below extends Base {
    void act(int n) {} //> overrides:sample.Marks.Base by-name

    void act(int n, int m) {}
  }
}
