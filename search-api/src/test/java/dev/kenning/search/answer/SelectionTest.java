package dev.kenning.search.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.MethodPlace;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.testing.InMemoryMethodStore;
import dev.kenning.search.fusion.FoldingRule;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.RankFusion;
import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.fusion.ScorePart;
import dev.kenning.search.fusion.Signals;
import dev.kenning.search.query.SearchMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  private static final FileKey TILL = new FileKey("shop", "src/shop/Till.java");
  private static final String SOURCE =
      """
      package shop;
      class Till {
        void pay(int cents) { total += cents; }
        void pay(long cents) { total += cents; }
        void pay(String cents) { pay(Integer.parseInt(cents)); }
        void close() { open = false; }
        Runnable later() { return new Runnable() { public void run() { close(); } }; }
      }
      class Box {
        void pay(int cents) { total += cents; }
        void close() { open = false; }
      }
      """;
  private static final FoldingRule RULE = new FoldingRule(0.95, 0.99);
  private static final Embedding EAST = Embedding.of(new float[] {1, 0});
  private static final Embedding NEARLY_EAST = Embedding.normalised(new float[] {1, 0.15f});
  private static final Embedding NORTH_EAST = Embedding.normalised(new float[] {1, 1});
  private static final Embedding NORTH = Embedding.of(new float[] {0, 1});

  private final RankFusion fusion = new RankFusion(FusionConfig.defaults(), "bge-small-en-v1.5");

  @Test
  void overloadsThatLieNearAreOneResultThatNamesThem() {
    try (StoreSnapshot snapshot = snapshot(List.of(EAST, NEARLY_EAST, NORTH), Till.METHODS)) {
      List<Selected> selected = choose(snapshot, ranked(snapshot), 10);

      assertThat(selected.getFirst().siblings()).hasSize(1);
      assertThat(names(snapshot, selected)).filteredOn("pay"::equals).hasSizeGreaterThan(1);
    }
  }

  @Test
  void methodsOfOneNameInDifferentTypesAreOneOnlyIfTheyAreNearlyTheSame() {
    try (StoreSnapshot snapshot = snapshot(List.of(EAST, NEARLY_EAST), Till.ONE_OF_EACH)) {
      assertThat(choose(snapshot, ranked(snapshot), 10)).hasSize(2);
    }
    try (StoreSnapshot snapshot = snapshot(List.of(EAST, EAST), Till.ONE_OF_EACH)) {
      assertThat(choose(snapshot, ranked(snapshot), 10)).hasSize(1);
    }
  }

  @Test
  void foldingNeverLosesAMethodAndNeverShowsOneTwice() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Embedding> embeddings = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        double angle = random.nextDouble() * random.nextDouble() * Math.PI / 2;
        embeddings.add(
            Embedding.normalised(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}));
      }
      int limit = 1 + random.nextInt(8);
      try (StoreSnapshot snapshot = snapshot(embeddings, Till.ALL)) {
        List<Ranked> ranked = ranked(snapshot);
        List<Selected> selected = choose(snapshot, ranked, limit);

        assertThat(selected).as("seed %s", seed).hasSizeLessThanOrEqualTo(limit);
        Set<Integer> told = new HashSet<>();
        for (Selected one : selected) {
          assertThat(told.add(ref(one.result()))).as("seed %s", seed).isTrue();
          for (Ranked sibling : one.siblings()) {
            assertThat(told.add(ref(sibling))).as("seed %s", seed).isTrue();
            assertThat(snapshot.place(ref(sibling)).name())
                .as("seed %s", seed)
                .isEqualTo(snapshot.place(ref(one.result())).name());
            assertThat(sibling.score())
                .as("seed %s", seed)
                .isLessThanOrEqualTo(one.result().score());
          }
        }
        int last = ranked.indexOf(selected.getLast().result());
        assertThat(ranked.subList(0, last + 1))
            .as("seed %s", seed)
            .allMatch(one -> told.contains(ref(one)));
        assertThat(selected.size() == limit || told.size() == ranked.size())
            .as("seed %s", seed)
            .isTrue();
      }
    }
  }

  @Test
  void aSecondLookAddsUpAndStaysWithinOne() {
    try (StoreSnapshot snapshot = snapshot(List.of(EAST, NORTH, NEARLY_EAST), Till.ALL)) {
      List<Ranked> again =
          new Selection(snapshot, RULE)
              .again(fusion, ranked(snapshot), "close the till", Optional.of(TILL), 10);

      double above = 1;
      for (Ranked one : again) {
        assertThat(one.parts().stream().mapToDouble(ScorePart::amount).sum())
            .isCloseTo(one.score(), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(one.score()).isBetween(0.0, above);
        above = one.score();
      }
      assertThat(again)
          .filteredOn(one -> snapshot.place(ref(one)).name().equals("close"))
          .allSatisfy(one -> assertThat(one.parts()).extracting(ScorePart::name).contains("name"));
      assertThat(again)
          .filteredOn(one -> snapshot.place(ref(one)).isAnonymous())
          .isNotEmpty()
          .allSatisfy(
              one -> assertThat(one.parts()).extracting(ScorePart::name).contains("anonymous"));
    }
  }

  @Test
  void theCallersContextLiftsWhatStandsBesideItAndNothingElse() {
    FileKey elsewhere = new FileKey("shop", "src/other/Other.java");
    try (StoreSnapshot snapshot = snapshot(List.of(NORTH_EAST), Till.ALL)) {
      List<Ranked> ranked = ranked(snapshot);
      Selection selection = new Selection(snapshot, RULE);

      assertThat(selection.again(fusion, ranked, "", Optional.of(TILL), 10))
          .allSatisfy(
              one -> assertThat(one.parts()).extracting(ScorePart::name).contains("context"));
      assertThat(scores(selection.again(fusion, ranked, "", Optional.of(elsewhere), 10)))
          .isEqualTo(scores(selection.again(fusion, ranked, "", Optional.empty(), 10)));
    }
  }

  private static List<Double> scores(List<Ranked> ranked) {
    return ranked.stream().map(Ranked::score).toList();
  }

  private static List<Selected> choose(StoreSnapshot snapshot, List<Ranked> ranked, int limit) {
    return new Selection(snapshot, RULE).choose(ranked, limit, ranked.size());
  }

  private static List<String> names(StoreSnapshot snapshot, List<Selected> selected) {
    return selected.stream().map(one -> snapshot.place(ref(one.result())).name()).toList();
  }

  private static int ref(Ranked ranked) {
    return ranked.signals().ref();
  }

  private List<Ranked> ranked(StoreSnapshot snapshot) {
    List<Signals> signals = new ArrayList<>();
    for (Candidate candidate :
        snapshot.nearestExact(EAST, 100, new Filter.All(), Deadline.never())) {
      signals.add(
          new Signals(
              candidate.ref(),
              candidate.score(),
              new LexicalMatch(0, List.of()),
              snapshot.traits(candidate.ref())));
    }
    return fusion.rank(signals, new QueryWords(0, 0), SearchMode.SEMANTIC, 100);
  }

  /// Which of the source's methods are indexed.
  private enum Till {
    ALL,
    METHODS,
    ONE_OF_EACH;

    boolean has(MethodPlace place) {
      return switch (this) {
        case ALL -> true;
        case METHODS -> place.type().equals("shop.Till") && place.name().equals("pay");
        case ONE_OF_EACH -> place.name().equals("close");
      };
    }
  }

  private static StoreSnapshot snapshot(List<Embedding> embeddings, Till which) {
    InMemoryMethodStore store =
        new InMemoryMethodStore(new IndexFingerprint(new ModelId("fixed", "1"), 2, 1, 1, 1));
    List<IndexedMethod> methods = new ArrayList<>();
    for (MethodUnit unit : new MethodExtractor().extract(TILL, SOURCE).methods()) {
      if (which.has(new MethodPlace(unit.file(), unit.type(), unit.name()))) {
        methods.add(
            new IndexedMethod(
                unit,
                new Passage(unit.symbol()),
                embeddings.get(methods.size() % embeddings.size())));
      }
    }
    store.replaceFile(TILL, "0".repeat(64), methods);
    store.refresh(new SequenceNumber(1));
    return store.snapshot();
  }
}
