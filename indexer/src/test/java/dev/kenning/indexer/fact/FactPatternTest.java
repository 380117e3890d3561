package dev.kenning.indexer.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactPatternTest {
  private static final List<FactKind> KINDS =
      List.of(FactKind.THROWS, FactKind.CALLS, FactKind.LOOPS);

  /// What a store of terms finds is what the pattern means, read word by word.
  @Test
  void termsFindWhatThePatternMatches() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      Fact fact = fact(pick(random, KINDS), random);
      FactPattern pattern = FactPattern.parse(text(pick(random, KINDS), random));
      List<String> terms = FactPattern.terms(fact);
      boolean found =
          pattern.term().map(terms::contains).orElse(false)
              || pattern
                  .prefix()
                  .map(prefix -> terms.stream().anyMatch(term -> term.startsWith(prefix)))
                  .orElse(false);
      assertThat(found)
          .as("%s on %s, seed %d", pattern.text(), fact.word(), seed)
          .isEqualTo(meant(pattern.text(), fact))
          .isEqualTo(pattern.matches(fact));
    }
  }

  /// The table of [FactPattern] read literally.
  private static boolean meant(String pattern, Fact fact) {
    String[] parts = (pattern + ":").split(":", 3);
    if (!fact.kind().word().equals(parts[0])) {
      return false;
    }
    List<String> wanted = List.of(parts[1].split("\\."));
    List<String> names = List.of(fact.argument().split("\\."));
    if (parts[1].isEmpty()) {
      return true;
    }
    if (wanted.getLast().equals("*")) {
      List<String> begin = wanted.subList(0, wanted.size() - 1);
      return names.size() > begin.size() && names.subList(0, begin.size()).equals(begin);
    }
    return names.size() >= wanted.size()
        && names.subList(names.size() - wanted.size(), names.size()).equals(wanted);
  }

  private static Fact fact(FactKind kind, Random random) {
    String argument = kind == FactKind.LOOPS || random.nextInt(8) == 0 ? "" : name(random);
    return new Fact(kind, argument, Resolution.RESOLVED, false, List.of(1));
  }

  private static String text(FactKind kind, Random random) {
    if (kind == FactKind.LOOPS || random.nextInt(5) == 0) {
      return kind.word() + (kind == FactKind.LOOPS || random.nextBoolean() ? "" : ":");
    }
    return kind.word() + ":" + name(random) + (random.nextInt(3) == 0 ? ".*" : "");
  }

  private static String name(Random random) {
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(_ -> pick(random, List.of("a", "b", "aa")))
        .collect(Collectors.joining("."));
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  @Test
  void aPatternIsWrittenAsItIsRead() {
    for (String text : List.of("retries", "throws:java.io.IOException", "calls:java.util.*")) {
      assertThat(FactPattern.parse(text).text()).isEqualTo(text);
    }
  }

  @Test
  void anUnknownWordNamesThoseThatAreNear() {
    assertThatThrownBy(() -> FactPattern.parse("retry"))
        .isInstanceOf(UnknownFactException.class)
        .hasMessageContaining("retries");
    assertThatThrownBy(() -> FactPattern.parse("sleep"))
        .hasMessageContaining("sleeps")
        .hasMessageContaining("blocks:sleep");
  }

  @Test
  void everyExampleOfTheVocabularyIsAFact() {
    for (FactKind kind : FactKind.values()) {
      assertThat(FactPattern.parse(kind.example()).kind()).isEqualTo(kind);
    }
  }

  @Test
  void factsSurviveBeingWritten() {
    List<Fact> facts =
        List.of(
            new Fact(FactKind.LOOPS, "", Resolution.RESOLVED, true, List.of(1, 20)),
            new Fact(FactKind.CALLS, "a.B.c", Resolution.BY_NAME, false, List.of(3)),
            new Fact(FactKind.THROWS, "", Resolution.BY_NAME, true, List.of(7)));
    assertThat(FactList.read(FactList.write(facts))).isEqualTo(facts);
    assertThat(FactList.read(FactList.write(List.of()))).isEmpty();
  }
}
