package dev.kenning.search.cli;

import dev.kenning.search.answer.Explanation;
import dev.kenning.search.answer.ShownFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An explanation as people read it, in three lines at most.
final class ExplanationLines {
  private ExplanationLines() {}

  static List<String> of(Explanation explained) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "score  "
            + explained.parts().stream()
                .map(part -> String.format(Locale.ROOT, "%s %+.3f", part.name(), part.amount()))
                .collect(Collectors.joining("  "))
            + explained
                .aboveNext()
                .map(above ->
                    String.format(
                        Locale.ROOT, "; %.3f above the next: %s", above.by(), above.because()))
                .orElse(""));
    String ranks =
        explained.semantic().map(signal -> "by meaning %d.".formatted(signal.rank())).orElse("")
            + explained
                .lexical()
                .map(signal -> "  by words %d.".formatted(signal.rank()))
                .orElse("");
    String words =
        explained.words().stream()
            .map(word -> word.word() + (word.documented() ? " (doc)" : "") + at(word.lines()))
            .collect(Collectors.joining(", "));
    lines.add("ranks  " + ranks.strip() + (words.isEmpty() ? "" : "  words: " + words));
    String facts =
        explained.facts().stream()
            .map((ShownFact fact) -> fact.fact() + at(fact.lines()))
            .collect(Collectors.joining(", "));
    if (!facts.isEmpty()) {
      lines.add("facts  " + facts);
    }
    return lines;
  }

  private static String at(List<Integer> lines) {
    return lines.isEmpty()
        ? ""
        : " " + lines.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
