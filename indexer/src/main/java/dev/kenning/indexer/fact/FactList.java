package dev.kenning.indexer.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Facts as one short text, for a store that keeps texts: a line each, `word FLAGS line,line`,
/// where the flags are `r` or `n` for how it is resolved and `d` where it is deferred.
public final class FactList {
  private FactList() {}

  public static String write(List<Fact> facts) {
    return facts.stream().map(FactList::write).collect(Collectors.joining("\n"));
  }

  private static String write(Fact fact) {
    String flags =
        switch (fact.resolution()) {
              case RESOLVED -> "r";
              case BY_NAME -> "n";
            }
            + (fact.deferred() ? "d" : "");
    return fact.word()
        + " "
        + flags
        + " "
        + fact.lines().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /// @throws IllegalArgumentException if the text was not written by [#write]
  public static List<Fact> read(String text) {
    List<Fact> facts = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (!line.isEmpty()) {
        facts.add(readLine(line));
      }
    }
    return List.copyOf(facts);
  }

  private static Fact readLine(String line) {
    String[] parts = line.split(" ");
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not a fact: " + line);
    }
    int colon = parts[0].indexOf(':');
    String word = colon < 0 ? parts[0] : parts[0].substring(0, colon);
    FactKind kind =
        FactKind.ofWord(word)
            .orElseThrow(() -> new IllegalArgumentException("Not a kind of fact: " + word));
    List<Integer> lines = new ArrayList<>();
    for (String number : parts[2].split(",")) {
      lines.add(Integer.valueOf(number));
    }
    return new Fact(
        kind,
        colon < 0 ? "" : parts[0].substring(colon + 1),
        parts[1].startsWith("n") ? Resolution.BY_NAME : Resolution.RESOLVED,
        parts[1].endsWith("d"),
        lines);
  }
}
