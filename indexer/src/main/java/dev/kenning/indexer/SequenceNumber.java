package dev.kenning.indexer;

/// A place in the ledger's order: change 1 is the first ever accepted, 0 is before all of them.
public record SequenceNumber(long value) implements Comparable<SequenceNumber> {
  public static final SequenceNumber NONE = new SequenceNumber(0);

  public SequenceNumber {
    if (value < 0) {
      throw new IllegalArgumentException("A sequence number is 0 or more, not " + value);
    }
  }

  @Override
  public int compareTo(SequenceNumber other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
