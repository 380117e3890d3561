// kinds: reads, writes
package sample;

import java.util.ArrayList;
import java.util.List;

class Fields {
  private static final int LIMIT = 10;
  private static int made;
  private final List<String> names = new ArrayList<>();
  private int[] counts = new int[4];
  private int total;
  private Fields next;

  int read() {
    return total; //> reads:sample.Fields.total
  }

  void write(int total) {
    this.total = total; //> writes:sample.Fields.total
  }

  void both() {
    total += 2; //> reads:sample.Fields.total, writes:sample.Fields.total
    made++; //> reads:sample.Fields.made, writes:sample.Fields.made
  }

  void element(int i) {
    counts[i] = 1; //> reads:sample.Fields.counts, writes:sample.Fields.counts
  }

  void ofAnother(Fields other) {
    other.total = this.next.total; //> writes:sample.Fields.total, reads:sample.Fields.next, reads:sample.Fields.total
  }

  void ofUnknown(Node node) {
    node.left = null; //> writes:left by-name
  }

  void changeInside() {
    names.add("a"); //> reads:sample.Fields.names
  }

  int constant() {
    return LIMIT + Integer.MAX_VALUE;
  }

  int local() {
    int total = 3;
    total++;
    return total;
  }

  int parameterHides(int total) {
    return total;
  }

  Runnable later() {
    return () -> total = 0; //> writes:sample.Fields.total deferred
  }

  class Inner {
    void outer() {
      total = 1; //> writes:sample.Fields.total
    }
  }

  static class Below extends Elsewhere {
    void inherited() {
      level = 2; //> writes:level by-name
    }
  }
}
