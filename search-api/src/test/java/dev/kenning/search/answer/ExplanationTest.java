package dev.kenning.search.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.RankFusion;
import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.fusion.ScorePart;
import dev.kenning.search.fusion.Signals;
import dev.kenning.search.query.SearchMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the candidates, the words and the mode: what is told of a score adds up to it, and what
/// is told of the distance to the next adds up to that.
final class ExplanationTest {
  private static final double NOTHING = 1e-9;

  @Property(tries = 300)
  void partsAddUp(
      @ForAll("candidates") List<Signals> candidates,
      @ForAll("words") QueryWords words,
      @ForAll SearchMode mode) {
    List<Ranked> ranked =
        new RankFusion(FusionConfig.defaults(), "bge-small-en-v1.5")
            .rank(candidates, words, mode, candidates.size());
    for (int i = 0; i < ranked.size(); i++) {
      Optional<Ranked> next =
          i + 1 < ranked.size() ? Optional.of(ranked.get(i + 1)) : Optional.empty();
      Explanation told = Explanation.of(ranked.get(i), next, List.of(), List.of());
      assertThat(sum(told.parts())).isCloseTo(ranked.get(i).score(), within(NOTHING));
      assertThat(told.aboveNext().isPresent()).isEqualTo(next.isPresent());
      if (next.isPresent()) {
        AboveNext above = told.aboveNext().orElseThrow();
        assertThat(above.by())
            .isCloseTo(ranked.get(i).score() - next.get().score(), within(NOTHING));
        assertThat(above.by()).isGreaterThanOrEqualTo(0);
        assertThat(sum(above.parts())).isCloseTo(above.by(), within(NOTHING));
        assertThat(above.because()).isNotBlank();
      }
    }
  }

  private static double sum(List<ScorePart> parts) {
    return parts.stream().mapToDouble(ScorePart::amount).sum();
  }

  @Provide
  Arbitrary<List<Signals>> candidates() {
    Arbitrary<MethodTraits> traits =
        Combinators.combine(
                Arbitraries.of(MethodKind.values()),
                Arbitraries.integers().between(0, 4),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(MethodTraits::new);
    Arbitrary<LexicalMatch> matches =
        Combinators.combine(
                Arbitraries.floats().between(0, 40),
                Arbitraries.of("read", "file").list().ofMaxSize(2))
            .as((score, terms) -> new LexicalMatch(terms.isEmpty() ? 0 : score, terms));
    return Combinators.combine(Arbitraries.doubles().between(-1, 1), matches, traits)
        .as((cosine, match, trait) -> new Signals(0, cosine, match, trait))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(ExplanationTest::numbered);
  }

  private static List<Signals> numbered(List<Signals> signals) {
    return Stream.iterate(0, i -> i < signals.size(), i -> i + 1)
        .map(i ->
            new Signals(
                i, signals.get(i).cosine(), signals.get(i).lexical(), signals.get(i).traits()))
        .toList();
  }

  @Provide
  Arbitrary<QueryWords> words() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6), Arbitraries.doubles().between(0, 1))
        .as(QueryWords::new);
  }
}
