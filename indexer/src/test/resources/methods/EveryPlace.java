package com.shop;

import java.util.Comparator;
import java.util.Iterator;
import java.util.function.Supplier;

/** Holds a method wherever Java allows one. */
public class EveryPlace<T> {
  private final Comparator<String> byLength =
      new Comparator<>() {
        @Override
        public int compare(String left, String right) {
          return left.length() - right.length();
        }
      };

  private final Supplier<String> lambda = () -> "stays with nobody";

  Iterator<T> iterator() {
    class Cursor implements Iterator<T> {
      @Override
      public boolean hasNext() {
        return false;
      }

      @Override
      public T next() {
        return null;
      }
    }
    record Pair(int left, int right) {
      Pair {
        if (left > right) {
          throw new IllegalArgumentException("left > right");
        }
      }

      int width() {
        return right - left;
      }
    }
    interface Visitor {
      void visit();
    }
    enum Direction {
      UP,
      DOWN;

      Direction opposite() {
        return this == UP ? DOWN : UP;
      }
    }
    Runnable first = new Runnable() {
      public void run() {
        Runnable second = new Runnable() {
          {
            run();
          }

          public void run() {}
        };
      }
    };
    Runnable other = new Thread() {
      public void run() {}
    };
    return new Cursor();
  }

  Iterator<T> iterator(int from) {
    return new Iterator<T>() {
      public boolean hasNext() {
        return true;
      }

      public T next() {
        return null;
      }
    };
  }

  /** Ways to be. */
  enum State {
    ON {
      @Override
      State flip() {
        return OFF;
      }
    },
    OFF {
      @Override
      State flip() {
        return ON;
      }
    };

    State() {}

    abstract State flip();
  }

  /** A mark. */
  @interface Mark {
    /** What it says. */
    String value() default "x";

    int[] lines() default {};
  }

  sealed interface Shape permits Circle {
    double area();

    default boolean isLargerThan(Shape other) {
      return area() > other.area();
    }

    static Shape unit() {
      return new Circle(1);
    }

    private void hidden() {}
  }

  record Circle(double radius) implements Shape {
    static int made;

    Circle {
      made++;
    }

    Circle() {
      this(1);
    }

    public double area() {
      return Math.PI * radius * radius;
    }
  }

  static class Deep {
    static class Deeper {
      int a() { return 1; } int b() { return 2; }
    }
  }
}
