package dev.kenning.search.query;

import dev.kenning.indexer.SequenceNumber;
import java.util.Optional;

/// How a place in the ledger's order is handed to callers: text that is opaque to them, and may
/// carry more one day.
public final class SequenceToken {
  private static final String PREFIX = "s1-";
  private static final int RADIX = 36;

  private SequenceToken() {}

  public static String of(long sequence) {
    return PREFIX + Long.toString(sequence, RADIX);
  }

  /// The place a token names; empty for text that is no token of ours.
  public static Optional<SequenceNumber> parse(String token) {
    if (!token.matches(PREFIX + "[0-9a-z]{1,12}")) {
      return Optional.empty();
    }
    return Optional.of(new SequenceNumber(Long.parseLong(token.substring(PREFIX.length()), RADIX)));
  }
}
