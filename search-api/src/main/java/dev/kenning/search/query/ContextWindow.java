package dev.kenning.search.query;

import java.util.List;
import java.util.OptionalInt;

/// What the answer must fit into: a caller that works within a context of so many tokens, and holds
/// some methods already.
///
/// @param maxTokens how many tokens the whole answer may take, [#MIN_TOKENS] to [#MAX_TOKENS];
///   empty for any number
/// @param seen methods that are named again rather than repeated; at most [#MAX_SEEN]
public record ContextWindow(OptionalInt maxTokens, List<SeenMethod> seen) {
  /// Less does not hold one method.
  public static final int MIN_TOKENS = 500;

  public static final int MAX_TOKENS = 1_000_000;
  public static final int MAX_SEEN = 1_000;

  /// As much as there is, and everything anew.
  public static final ContextWindow UNBOUNDED = new ContextWindow(OptionalInt.empty(), List.of());

  public ContextWindow {
    seen = List.copyOf(seen);
    if (maxTokens.isPresent()
        && (maxTokens.getAsInt() < MIN_TOKENS || maxTokens.getAsInt() > MAX_TOKENS)) {
      throw new IllegalArgumentException(
          "An answer may take %d to %d tokens, not %d"
              .formatted(MIN_TOKENS, MAX_TOKENS, maxTokens.getAsInt()));
    }
    if (seen.size() > MAX_SEEN) {
      throw new IllegalArgumentException(
          "At most %d methods can be named as seen, not %d".formatted(MAX_SEEN, seen.size()));
    }
  }
}
