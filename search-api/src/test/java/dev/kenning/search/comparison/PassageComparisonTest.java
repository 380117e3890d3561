package dev.kenning.search.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.passage.PassageForm;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Metric;
import dev.kenning.search.fusion.CosineScale;
import dev.kenning.search.fusion.FusionConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PassageComparisonTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("kenning.root", "..")).resolve("samples");

  @TempDir Path folder;
  private JudgedSet set = new JudgedSet(List.of());
  private MethodCorpus corpus = new MethodCorpus(List.of());

  @BeforeAll
  void readSamples() throws Exception {
    set = JudgedSet.read(SAMPLES.resolve("queries.jsonl"), SAMPLES.resolve("qrels.jsonl"));
    try (SourceTree tree = SourceTree.open(SAMPLES.resolve("orchard"), SourceRules.DEFAULT)) {
      corpus = MethodCorpus.of(tree);
    }
  }

  @Test
  void eachFormAndEachPairIsRankedByMeaningAndByBoth() {
    try (HashingEmbedder embedder = new HashingEmbedder();
        MethodStore store = store();
        PassageComparison comparison =
            new PassageComparison(corpus, set, store, FusionConfig.defaults())) {
      comparison.add(embedder, PassageForm.NATURAL);
      comparison.add(embedder, PassageForm.RAW);
      List<ComparedForm> compared = comparison.compare();
      assertThat(compared).hasSize(3);
      assertThat(compared.getLast().name()).contains("natural", " + ", "raw");
      assertThat(compared.getLast().tokenCount())
          .isEqualTo(compared.getFirst().tokenCount() + compared.get(1).tokenCount());
      assertThat(compared).allSatisfy(form -> assertThat(mean(form.hybrid())).isBetween(0.1, 1.0));
      assertThat(mean(comparison.lexical())).isBetween(0.3, 0.6);
    }
  }

  @Test
  void vectorsThatAreCutRankByWhatIsLeftOfThem() {
    try (HashingEmbedder embedder = new HashingEmbedder();
        MethodStore store = store();
        PassageComparison comparison =
            new PassageComparison(corpus, set, store, FusionConfig.defaults())) {
      int all = embedder.dimensionCount();
      ComparedForm whole = comparison.compare(embedder, PassageForm.NATURAL, all);
      ComparedForm tenth = comparison.compare(embedder, PassageForm.NATURAL, all / 10);
      assertThat(whole.name()).doesNotContain("first");
      assertThat(tenth.name()).endsWith("first " + all / 10);
      assertThat(tenth.tokenCount()).isEqualTo(whole.tokenCount());
      assertThat(mean(tenth.semantic())).isBetween(0.01, mean(whole.semantic()) - 0.02);
      assertThat(comparison.compare()).isEmpty();
    }
  }

  @Test
  void poolHoldsEveryJudgedMethodAndAsManyOthersAsWanted() {
    int judgedCount = corpus.pool(set, 0, 1).units().size();
    assertThat(judgedCount).isBetween(40, corpus.units().size() - 10);
    assertThat(corpus.pool(set, 10, 1).units()).hasSize(judgedCount + 10);
    assertThat(corpus.pool(set, 10_000, 1).units()).hasSameSizeAs(corpus.units());
  }

  @Test
  void scaleOfARulePutsArbitraryMethodsOfEveryModelAtTheSamePlace() {
    assertThat(CosineScale.of(0.5, 0.06).apply(0.5))
        .isEqualTo(CosineScale.of(0.1, 0.1).apply(0.1))
        .isBetween(0.1, 0.4);
  }

  private MethodStore store() {
    return LuceneMethodStore.open(
        folder,
        PassageComparison.storeFingerprint(LuceneMethodStore.SCHEMA_VERSION),
        StoreConfig.DEFAULT);
  }

  private static double mean(Evaluation evaluation) {
    return evaluation.estimates().entrySet().stream()
        .filter(estimate -> estimate.getKey() == Metric.MRR_10)
        .mapToDouble(estimate -> estimate.getValue().mean())
        .sum();
  }
}
