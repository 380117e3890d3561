package dev.kenning.indexer.fact;

import java.util.List;

/// Something a method does, with the lines that show it.
///
/// @param kind what sort of thing
/// @param argument which one: a type, a method, a field, one of the kind's values; empty where the
///   kind has none or it is not known
/// @param resolution how sure it is
/// @param deferred whether all of it stands in lambdas or method references, which run when
///   somebody calls them, or never
/// @param lines where it shows, ascending, at most [#MAX_LINES]
public record Fact(
    FactKind kind, String argument, Resolution resolution, boolean deferred, List<Integer> lines) {
  /// Lines kept of one fact: the first ones.
  public static final int MAX_LINES = 20;

  public Fact {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(
          "A fact has 1 to " + MAX_LINES + " lines, not " + lines.size());
    }
  }

  /// `retries`, `throws:java.io.IOException`.
  public String word() {
    return argument.isEmpty() ? kind.word() : kind.word() + ":" + argument;
  }
}
