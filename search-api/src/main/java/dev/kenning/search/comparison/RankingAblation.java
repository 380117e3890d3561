package dev.kenning.search.comparison;

import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.MethodResult;
import dev.kenning.search.answer.Unattended;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.RankedMethod;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.fusion.Stage;
import dev.kenning.search.query.CallerContext;
import dev.kenning.search.query.SearchFilter;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SearchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Ranks judged intents by answers as callers get them, once whole and once without each stage.
///
/// For one thread.
public final class RankingAblation {
  private static final int DEPTH = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SnapshotSource store;
  private final Embedder embedder;
  private final ChangeLedger ledger;
  private final FusionConfig config;
  private final SearchFilter filter;

  /// What one way of ranking came to.
  ///
  /// @param name `all`, or what was left out or added
  /// @param evaluation how well it ranked
  /// @param millis the median time of an answer in milliseconds, the model's not counted
  public record Variant(String name, Evaluation evaluation, double millis) {}

  /// @param embedder should remember what it was asked: every intent is asked once for each variant
  public RankingAblation(
      SnapshotSource store,
      Embedder embedder,
      ChangeLedger ledger,
      FusionConfig config,
      SearchFilter filter) {
    this.store = store;
    this.embedder = embedder;
    this.ledger = ledger;
    this.config = config;
    this.filter = filter;
  }

  /// How many times the set is asked.
  public static int variantCount() {
    return Stage.values().length + 4;
  }

  /// Everything; without each stage; for callers who say where they work, and for callers whose
  /// context has nothing to do with what they ask.
  ///
  /// @param asked told after every query
  public List<Variant> measure(JudgedSet set, Runnable asked) {
    List<Variant> variants = new ArrayList<>();
    variant("warm-up", config, set, Map.of(), asked); // the first round reads the index from disk
    variants.add(variant("all", config, set, Map.of(), asked));
    for (Stage stage : Stage.values()) {
      variants.add(variant("without " + stage.word(), config.without(stage), set, Map.of(), asked));
    }
    Map<String, CallerContext> beside = new CallerPlaces(ledger).beside(set);
    variants.add(variant("with context", config, set, beside, asked));
    variants.add(
        variant("with another's context", config, set, CallerPlaces.exchanged(beside), asked));
    return variants;
  }

  private Variant variant(
      String name,
      FusionConfig how,
      JudgedSet set,
      Map<String, CallerContext> contexts,
      Runnable asked) {
    IntentSearch search =
        new IntentSearch(ServingSource.of(store, embedder), ledger, how, new Unattended(store));
    Map<String, List<RankedMethod>> rankings = new LinkedHashMap<>();
    List<Double> millis = new ArrayList<>();
    for (JudgedQuery query : set.queries()) {
      SearchRequest request =
          new SearchRequest(query.text(), DEPTH, SearchMode.HYBRID, filter, PATIENCE, Set.of());
      Answer answer =
          search.answer(
              Optional.ofNullable(contexts.get(query.id())).map(request::with).orElse(request));
      if (!answer.degraded().isEmpty()) {
        throw new IllegalStateException(
            query.id() + " was answered without " + String.join("; ", answer.degraded()));
      }
      rankings.put(query.id(), answer.results().stream().map(RankingAblation::ranked).toList());
      millis.add(
          answer.timingMs().getOrDefault("total", 0.0)
              - answer.timingMs().getOrDefault("embed", 0.0));
      asked.run();
    }
    return new Variant(name, Evaluation.of(set, rankings), median(millis));
  }

  private static RankedMethod ranked(MethodResult result) {
    return new RankedMethod(result.path(), result.method(), result.startLine(), result.endLine());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}
