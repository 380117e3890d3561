package dev.kenning.search.calibration;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.RankingSample;
import dev.kenning.search.answer.Unattended;
import dev.kenning.search.calibration.CalibrationReport.Absence;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.RankedMethod;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.query.FilterTerms;
import dev.kenning.search.query.SearchFilter;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SearchRequest;
import dev.kenning.search.relevance.Calibration;
import dev.kenning.search.relevance.Logistic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Ranks judged intents three times: as they are, with their answers and the copies of these
/// hidden, and with everything below the answers' first folder hidden. Intents fall into two halves
/// by their place in their set: the first fits, the second measures.
///
/// Copies of an answer are methods of the same text but for blanks, overloads (the same name in the
/// same type), and methods of the same name whose vector lies within [#COPY_COSINE] of it: what
/// overrides it, or does the same for another type. For one thread.
public final class CalibrationTrial {
  /// From this cosine on a method of the same name is a copy.
  static final double COPY_COSINE = 0.9;

  private static final int DEPTH = 10;
  private static final int LOOKED_THROUGH = 200;
  private static final int COUNT = DEPTH + Calibration.LOOKAHEAD;

  /// Of the first half's intents whose answer is there, so many are claimed to be absent; rather
  /// fewer than the 5 % that others may show.
  private static final double ALARM_SHARE = 0.03;

  private final SnapshotSource store;
  private final HidingStore hiding;
  private final IntentSearch search;
  private final SearchMode mode;
  private final SearchFilter filter;
  private final List<Observation> observations = new ArrayList<>();

  /// @param filter which methods may answer
  public CalibrationTrial(
      SnapshotSource store,
      Embedder embedder,
      ChangeLedger ledger,
      FusionConfig config,
      SearchMode mode,
      SearchFilter filter) {
    this.store = store;
    this.hiding = new HidingStore(store);
    this.search =
        new IntentSearch(
            ServingSource.of(hiding, embedder), ledger, config, new Unattended(hiding));
    this.mode = mode;
    this.filter = filter;
  }

  /// One intent, seen three ways.
  ///
  /// @param fits whether it belongs to the half that fits
  /// @param held for each result of `present` whether it, or a method it stands for, is an answer
  /// @param firstChanges whether the first result of `absent` is another one than of `present`
  private record Observation(
      boolean fits,
      RankingSample present,
      List<Boolean> held,
      RankingSample absent,
      Optional<RankingSample> elsewhere,
      boolean firstChanges) {}

  /// Ranks every intent of a set.
  ///
  /// @param step called after each
  public void add(JudgedSet set, Runnable step) {
    boolean severalFolders =
        set.queries().stream()
                .flatMap(query -> query.judgements().stream())
                .map(judgement -> firstFolder(judgement.file()))
                .distinct()
                .count()
            > 1;
    boolean fits = true;
    for (JudgedQuery query : set.queries()) {
      if (query.judgements().stream().anyMatch(judgement -> judgement.relevance() > 0)) {
        observations.add(observe(query, fits, severalFolders));
        fits = !fits;
      }
      step.run();
    }
  }

  private Observation observe(JudgedQuery query, boolean fits, boolean severalFolders) {
    hiding.hide(Set.of());
    RankingSample present = search.sample(request(query, filter), LOOKED_THROUGH);
    hiding.hide(answersAndCopies(query, present));
    RankingSample absent = search.sample(request(query, filter), COUNT);
    hiding.hide(Set.of());
    Optional<RankingSample> elsewhere =
        severalFolders
            ? Optional.of(search.sample(request(query, without(query)), COUNT))
            : Optional.empty();
    RankingSample best = present.best(COUNT);
    return new Observation(
        fits,
        best,
        IntStream.range(0, best.ranked().size())
            .mapToObj(place -> answers(query, best.family(place)))
            .toList(),
        absent,
        elsewhere,
        !firstId(present).equals(firstId(absent)));
  }

  private static Optional<MethodId> firstId(RankingSample sample) {
    return sample.methods().stream().map(StoredMethod::id).findFirst();
  }

  private SearchRequest request(JudgedQuery query, SearchFilter methods) {
    return new SearchRequest(query.text(), DEPTH, mode, methods, Duration.ofSeconds(60), Set.of());
  }

  private SearchFilter without(JudgedQuery query) {
    List<Glob> folders =
        query.judgements().stream()
            .map(judgement -> firstFolder(judgement.file()))
            .distinct()
            .map(folder -> new Glob(folder + "/**"))
            .toList();
    FilterTerms unwanted =
        new FilterTerms(List.of(), folders, List.of(), List.of(), List.of(), List.of());
    return new SearchFilter(filter.wanted(), unwanted, filter.tests());
  }

  private static String firstFolder(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  /// Whether one of the methods that a result stands for is an answer.
  private static boolean answers(JudgedQuery query, List<StoredMethod> family) {
    return family.stream().anyMatch(method -> answers(query, method));
  }

  private static boolean answers(JudgedQuery query, StoredMethod method) {
    RankedMethod named =
        new RankedMethod(
            method.file().path(),
            method.name(),
            method.span().startLine(),
            method.span().endLine());
    return query.judgements().stream()
        .anyMatch(judgement -> judgement.relevance() > 0 && judgement.names(named));
  }

  private Set<MethodId> answersAndCopies(JudgedQuery query, RankingSample present) {
    List<StoredMethod> all =
        IntStream.range(0, present.ranked().size())
            .mapToObj(present::family)
            .flatMap(List::stream)
            .toList();
    Set<MethodId> gone = new HashSet<>();
    try (StoreSnapshot snapshot = store.snapshot()) {
      all.stream()
          .filter(method -> answers(query, method))
          .map(answer -> copiesOf(answer, snapshot))
          .flatMap(copies -> all.stream().filter(copies))
          .forEach(copy -> gone.add(copy.id()));
    }
    return gone;
  }

  private static Predicate<StoredMethod> copiesOf(StoredMethod answer, StoreSnapshot snapshot) {
    String text = unspaced(answer);
    Optional<Embedding> meaning = snapshot.embedding(answer.id());
    return method ->
        method.id().equals(answer.id())
            || unspaced(method).equals(text)
            || (method.name().equals(answer.name())
                && (method.type().equals(answer.type())
                    || isNear(meaning, snapshot.embedding(method.id()))));
  }

  private static boolean isNear(Optional<Embedding> one, Optional<Embedding> other) {
    return one.isPresent() && other.isPresent() && one.get().cosine(other.get()) >= COPY_COSINE;
  }

  private static String unspaced(StoredMethod method) {
    return method.code().replaceAll("\\s++", "");
  }

  /// Fits on the first half of what was ranked.
  public Calibration fit() {
    List<double[]> results = new ArrayList<>();
    List<Boolean> held = new ArrayList<>();
    List<double[]> answers = new ArrayList<>();
    List<Boolean> there = new ArrayList<>();
    for (Observation one : half(true)) {
      for (int place = 0; place < Math.min(DEPTH, one.held().size()); place++) {
        results.add(
            Calibration.resultEvidence(one.present().ranked(), place, one.present().words()));
        held.add(one.held().get(place));
      }
      answerEvidence(one.present()).ifPresent(evidence -> add(evidence, true, answers, there));
      answerEvidence(one.absent()).ifPresent(evidence -> add(evidence, false, answers, there));
      one.elsewhere()
          .flatMap(CalibrationTrial::answerEvidence)
          .ifPresent(evidence -> add(evidence, false, answers, there));
    }
    Logistic presence = Logistic.fit(answers, there);
    double[] presences =
        half(true).stream()
            .map(one -> answerEvidence(one.present()))
            .flatMap(Optional::stream)
            .mapToDouble(presence::probability)
            .sorted()
            .toArray();
    double absentBelow = presences[(int) (ALARM_SHARE * presences.length)];
    return new Calibration(Logistic.fit(results, held), presence, absentBelow);
  }

  private static void add(
      double[] evidence, boolean isThere, List<double[]> answers, List<Boolean> there) {
    answers.add(evidence);
    there.add(isThere);
  }

  private static Optional<double[]> answerEvidence(RankingSample sample) {
    return sample.ranked().isEmpty()
        ? Optional.empty()
        : Optional.of(Calibration.answerEvidence(sample.ranked(), sample.words()));
  }

  /// Measures on the second half.
  public CalibrationReport measure(Calibration calibration) {
    List<Observation> half = half(false);
    ReliabilityMeasure results = new ReliabilityMeasure();
    ReliabilityMeasure firsts = new ReliabilityMeasure();
    for (Observation one : half) {
      List<Double> said =
          calibration.relevances(one.present().ranked(), one.present().words(), DEPTH);
      for (int place = 0; place < said.size(); place++) {
        results.add(said.get(place), one.held().get(place));
        if (place == 0) {
          firsts.add(said.getFirst(), one.held().getFirst());
        }
      }
    }
    return new CalibrationReport(
        half.size(), results.reliability(), firsts.reliability(), absence(calibration, half));
  }

  private static Absence absence(Calibration calibration, List<Observation> half) {
    double[] elsewhere =
        half.stream()
            .flatMap(one -> one.elsewhere().stream())
            .mapToDouble(sample -> claimed(calibration, sample))
            .toArray();
    return new Absence(
        share(half, one -> claimed(calibration, one.present())),
        share(half, one -> claimed(calibration, one.absent())),
        Arrays.stream(elsewhere).average().orElse(-1),
        share(half, one -> one.firstChanges() ? 1 : 0));
  }

  private static double claimed(Calibration calibration, RankingSample sample) {
    return calibration.isProbablyAbsent(sample.ranked(), sample.words()) ? 1 : 0;
  }

  private static double share(List<Observation> half, ToDoubleFunction<Observation> of) {
    return half.stream().mapToDouble(of).average().orElse(0);
  }

  private List<Observation> half(boolean fits) {
    return observations.stream().filter(one -> one.fits() == fits).toList();
  }
}
