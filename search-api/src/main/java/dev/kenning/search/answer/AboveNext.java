package dev.kenning.search.answer;

import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.fusion.ScorePart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Why a method stands above the one that follows it.
///
/// @param by how much higher its score is
/// @param parts what each part of the scores contributes to that: they add up to `by`
/// @param because the same in words, largest first
public record AboveNext(double by, List<ScorePart> parts, String because) {
  private static final int TOLD = 3;
  private static final double TOO_LITTLE = 0.0005;
  private static final Map<String, String> WORDS =
      Map.of("semantic", "meaning", "lexical", "words");

  public AboveNext {
    parts = List.copyOf(parts);
  }

  static AboveNext of(Ranked one, Ranked next) {
    Map<String, Double> amounts = new LinkedHashMap<>();
    one.parts().forEach(part -> amounts.merge(part.name(), part.amount(), Double::sum));
    next.parts().forEach(part -> amounts.merge(part.name(), -part.amount(), Double::sum));
    List<ScorePart> parts = new ArrayList<>();
    amounts.forEach((name, amount) -> parts.add(new ScorePart(name, amount)));
    return new AboveNext(one.score() - next.score(), parts, because(parts));
  }

  private static String because(List<ScorePart> parts) {
    String told =
        parts.stream()
            .filter(part -> Math.abs(part.amount()) >= TOO_LITTLE)
            .sorted(Comparator.comparingDouble((ScorePart part) -> -Math.abs(part.amount())))
            .limit(TOLD)
            .map(part ->
                "%s %s"
                    .formatted(
                        WORDS.getOrDefault(part.name(), part.name()),
                        String.format(Locale.ROOT, "%+.3f", part.amount())))
            .collect(Collectors.joining(", "));
    return told.isEmpty() ? "hardly anything: they score alike" : told;
  }
}
