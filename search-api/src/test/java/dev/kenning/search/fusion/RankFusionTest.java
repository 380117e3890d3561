package dev.kenning.search.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.search.query.SearchMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RankFusionTest {
  private static final FusionConfig CONFIG = FusionConfig.defaults();
  private static final MethodTraits PLAIN =
      new MethodTraits(MethodKind.METHOD, 9, true, false, false);
  private static final QueryWords THREE_WORDS = new QueryWords(3, 1);

  private final RankFusion fusion = new RankFusion(CONFIG, "bge-small-en-v1.5");

  @Test
  void partsOfAnyCandidateAddUpToItsScoreWhichStaysBetweenZeroAndOne() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<Signals> candidates = new ArrayList<>();
      for (int ref = 0; ref < 20; ref++) {
        candidates.add(anyCandidate(ref, random));
      }
      QueryWords words = new QueryWords(random.nextInt(6), random.nextDouble());
      SearchMode mode = any(List.of(SearchMode.values()), random);
      List<Ranked> ranked = fusion.rank(candidates, words, mode, 50);
      assertThat(ranked).as("seed %s", seed).hasSize(20);
      double above = 1;
      for (Ranked one : ranked) {
        double sum = one.parts().stream().mapToDouble(ScorePart::amount).sum();
        assertThat(sum).as("seed %s", seed).isCloseTo(one.score(), within(1e-9));
        assertThat(one.score()).as("seed %s", seed).isBetween(0.0, above);
        above = one.score();
      }
    }
  }

  @Test
  void nearerMeaningAndBetterWordsRankHigher() {
    assertThat(refs(SearchMode.HYBRID, signals(1, 0.6, 0), signals(2, 0.8, 0)))
        .containsExactly(2, 1);
    assertThat(refs(SearchMode.HYBRID, signals(1, 0.6, 2), signals(2, 0.6, 9)))
        .containsExactly(2, 1);
    assertThat(refs(SearchMode.LEXICAL, signals(1, 0.9, 2), signals(2, 0.1, 9)))
        .containsExactly(2, 1);
    assertThat(refs(SearchMode.SEMANTIC, signals(1, 0.9, 2), signals(2, 0.1, 9)))
        .containsExactly(1, 2);
  }

  @Test
  void wordsWeighLessWhereTheIndexHardlyKnowsThem() {
    Signals near = signals(1, 0.74, 0);
    Signals worded = signals(2, 0.70, 12);
    assertThat(fusion.rank(List.of(near, worded), THREE_WORDS, SearchMode.HYBRID, 2))
        .extracting(one -> one.signals().ref())
        .containsExactly(2, 1);
    assertThat(fusion.rank(List.of(near, worded), new QueryWords(3, 0.1), SearchMode.HYBRID, 2))
        .extracting(one -> one.signals().ref())
        .containsExactly(1, 2);
  }

  @Test
  void methodsThatDoLittleAreSetBack() {
    Signals method = signals(1, 0.7, 3);
    Signals constructor =
        new Signals(
            2,
            0.7,
            method.lexical(),
            new MethodTraits(MethodKind.CONSTRUCTOR, 9, true, false, false));
    Signals bodyless =
        new Signals(
            3, 0.7, method.lexical(), new MethodTraits(MethodKind.METHOD, 0, false, false, false));
    List<Ranked> ranked =
        fusion.rank(List.of(bodyless, constructor, method), THREE_WORDS, SearchMode.HYBRID, 3);
    assertThat(ranked.getFirst().signals().ref()).isEqualTo(1);
    assertThat(ranked.getLast().parts()).extracting(ScorePart::amount).anyMatch(part -> part < 0);
  }

  @Test
  void ranksAreTheirOwnSignalsPlaces() {
    List<Ranked> ranked =
        fusion.rank(
            List.of(signals(1, 0.9, 0), signals(2, 0.5, 8)), THREE_WORDS, SearchMode.HYBRID, 2);
    assertThat(ranked.get(0).semanticRank()).hasValue(1);
    assertThat(ranked.get(0).lexicalRank()).isEmpty();
    assertThat(ranked.get(1).semanticRank()).hasValue(2);
    assertThat(ranked.get(1).lexicalRank()).hasValue(1);
  }

  @Test
  void nothingIsRankedAsNothing() {
    assertThat(fusion.rank(List.of(), THREE_WORDS, SearchMode.HYBRID, 10)).isEmpty();
  }

  @Test
  void scaleNeedsItsEndsInOrder() {
    assertThatThrownBy(() -> new CosineScale(0.9, 0.4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.9");
  }

  @Test
  void grammarIsNoWordOfAQuery() {
    assertThat(QueryWords.of("how to parse the date of a Date", 1).count()).isEqualTo(2);
  }

  private List<Integer> refs(SearchMode mode, Signals... candidates) {
    return fusion.rank(List.of(candidates), THREE_WORDS, mode, 10).stream()
        .map(one -> one.signals().ref())
        .toList();
  }

  private static Signals signals(int ref, double cosine, float bm25) {
    List<String> terms = bm25 > 0 ? List.of("a", "b", "c") : List.of();
    return new Signals(ref, cosine, new LexicalMatch(bm25, terms), PLAIN);
  }

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static Signals anyCandidate(int ref, Random random) {
    MethodKind kind = any(List.of(MethodKind.values()), random);
    List<String> terms = random.nextBoolean() ? List.of("a", "b") : List.of();
    return new Signals(
        ref,
        random.nextDouble() * 2 - 1,
        new LexicalMatch(terms.isEmpty() ? 0 : random.nextFloat() * 40, terms),
        new MethodTraits(
            kind,
            random.nextInt(5),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean()));
  }
}
