package dev.kenning.search.query;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.graph.Certainty;
import java.time.Duration;

/// Asks who calls a method, or what it calls.
///
/// @param method the method
/// @param depth how far calls are followed, 1 to [#MAX_DEPTH]
/// @param limit calls per page, 1 to [#MAX_LIMIT]
/// @param offset calls left out before the page, 0 to [#MAX_OFFSET]
/// @param least how sure a call must be; exact, one_of or by_name
/// @param deadline how long the caller waits
/// @param consistency how new the answer must be
public record CallsRequest(
    MethodId method,
    int depth,
    int limit,
    int offset,
    Certainty least,
    Duration deadline,
    Consistency consistency) {
  public static final int DEFAULT_DEPTH = 1;
  public static final int MAX_DEPTH = 5;
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 300;
  public static final int MAX_OFFSET = 10_000;

  public CallsRequest {
    require("depth", depth, 1, MAX_DEPTH);
    require("limit", limit, 1, MAX_LIMIT);
    require("offset", offset, 0, MAX_OFFSET);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, not %d".formatted(name, least, most, value));
    }
  }

  /// With every default.
  public static CallsRequest of(MethodId method) {
    return new CallsRequest(
        method,
        DEFAULT_DEPTH,
        DEFAULT_LIMIT,
        0,
        Certainty.ONE_OF,
        SearchRequest.DEFAULT_DEADLINE,
        Consistency.EVENTUAL);
  }

  /// The certainty of a word.
  ///
  /// @throws IllegalArgumentException naming those there are
  public static Certainty certainty(String word) {
    for (Certainty certainty : Certainty.values()) {
      if (certainty.word().equals(word)) {
        return certainty;
      }
    }
    throw new IllegalArgumentException("certainty must be exact, one_of or by_name, not " + word);
  }
}
