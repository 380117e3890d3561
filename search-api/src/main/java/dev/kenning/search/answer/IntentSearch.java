package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.ServingLease;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.fusion.RankFusion;
import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.query.CallerContext;
import dev.kenning.search.query.Consistency;
import dev.kenning.search.query.SearchRequest;
import dev.kenning.search.relevance.Assessment;
import dev.kenning.search.relevance.Calibration;
import dev.kenning.search.relevance.Calibrations;
import java.util.List;
import java.util.Optional;

/// Answers an intent with the methods that do it: embeds the intent while its words are looked up,
/// asks one snapshot for candidates of both kinds, ranks them, fetches and explains the best.
///
/// Blocks until the answer is there, at most for the request's deadline and the little that cannot
/// be interrupted. Any number of threads; each call is independent.
public final class IntentSearch {
  private final ServingSource serving;
  private final VisibilityWait visibility;
  private final FusionConfig config;
  private final CandidateSearch candidates;
  private final AnswerAssembly assembly;
  private final AnswerThreads threads;
  private final Calibrations calibrations = Calibrations.builtIn();

  /// @param store answers from its snapshots
  /// @param embedder turns intents into vectors; must be of the store's model
  /// @param ledger says what is acknowledged, for freshness and for what is pending
  /// @param config every number that ranking rests on
  public IntentSearch(
      SnapshotSource store, Embedder embedder, ChangeLedger ledger, FusionConfig config) {
    this(
        ServingSource.of(store, embedder),
        ledger,
        config,
        new Unattended(store),
        AnswerThreads.ofTheCallers());
  }

  /// Computes on the threads of the callers.
  public IntentSearch(
      ServingSource serving, ChangeLedger ledger, FusionConfig config, Catchup catchup) {
    this(serving, ledger, config, catchup, AnswerThreads.ofTheCallers());
  }

  /// @param serving index and model, taken together for each request
  /// @param ledger says what is acknowledged, for freshness and for what is pending
  /// @param config every number that ranking rests on
  /// @param catchup whom answers wait for that must be newer than what is visible
  /// @param threads compute the answers; closed by their owner
  public IntentSearch(
      ServingSource serving,
      ChangeLedger ledger,
      FusionConfig config,
      Catchup catchup,
      AnswerThreads threads) {
    this.threads = threads;
    this.serving = serving;
    this.visibility = new VisibilityWait(ledger, catchup);
    this.config = config;
    this.candidates = new CandidateSearch(config.candidatesPerSignal());
    this.assembly = new AnswerAssembly(ledger);
  }

  /// For a caller who begins to wait now and has no place to give away.
  public Answer answer(SearchRequest request) {
    return answer(request, Deadline.after(request.deadline()), Pause.NONE);
  }

  /// @param deadline when the caller stops waiting, in place of the request's own
  /// @param pause what becomes of the request's place while it waits for the state asked for
  /// @throws NotYetVisibleException if the state asked for is not visible before the deadline
  /// @throws UnknownTokenException if the state asked for is not this ledger's
  /// @throws dev.kenning.embeddings.DeadlineExceededException if nothing useful could be answered
  ///   in time
  /// @throws dev.kenning.embeddings.EmbedderUnavailableException if meaning alone was asked for and
  ///   no vector can be made
  public Answer answer(SearchRequest request, Deadline deadline, Pause pause) {
    StageClock clock = new StageClock(System::nanoTime);
    Deadline forMeaning = deadline.earlier(request.reserve());
    Missing missing = new Missing();
    SequenceNumber wanted = await(request, deadline, clock, missing, pause);
    try (ServingLease unit = serving.lease();
        QueryEmbedding meaning = embed(unit.embedder(), request, forMeaning, clock);
        StoreSnapshot snapshot = visibility.snapshot(unit.store(), wanted, deadline)) {
      Inquiry inquiry = inquiry(request, snapshot, deadline, clock, missing);
      Optional<List<Candidate>> worded = byWords(inquiry);
      if (request.mode().usesMeaning()) {
        meaning.awaitEnd(); // here, where waiting keeps nobody else from computing
      }
      String model = unit.store().fingerprint().model().name();
      return threads.compute(() -> answer(inquiry, worded, meaning, model));
    }
  }

  private Optional<List<Candidate>> byWords(Inquiry inquiry) {
    return inquiry.mode().usesWords()
        ? threads.compute(() -> candidates.byWords(inquiry))
        : Optional.empty();
  }

  private Answer answer(
      Inquiry inquiry, Optional<List<Candidate>> worded, QueryEmbedding meaning, String model) {
    int limit = inquiry.limit();
    Pool pool = pool(inquiry, worded, meaning);
    List<Selected> selected = selected(inquiry, pool, model, limit + Calibration.LOOKAHEAD);
    List<Ranked> ranked = selected.stream().map(Selected::result).toList();
    Assessment assessment =
        calibrations
            .of(model, pool.mode())
            .map(calibration -> Assessment.of(calibration, ranked, pool.words(), limit))
            .orElse(Assessment.NONE);
    inquiry.requireWanted();
    return assembly.answer(
        inquiry, selected.subList(0, Math.min(limit, selected.size())), assessment);
  }

  private Pool pool(Inquiry inquiry, Optional<List<Candidate>> worded, QueryEmbedding meaning) {
    Optional<Nearby> near = candidates.byMeaning(inquiry, meaning::await);
    return candidates.scoreBoth(inquiry, worded, near);
  }

  private List<Selected> selected(Inquiry inquiry, Pool pool, String model, int count) {
    RankFusion fusion = new RankFusion(config, model);
    List<Ranked> ranked = inquiry.clock().time("fuse", () -> pool.rank(fusion, Integer.MAX_VALUE));
    Selection selection = new Selection(inquiry.snapshot(), config.folding());
    String words = pool.mode().usesWords() ? inquiry.text() : "";
    return inquiry
        .clock()
        .time(
            "select",
            () -> {
              List<Ranked> again = selection.again(fusion, ranked, words, inquiry.context(), count);
              return selection.choose(again, count, fusion.depth(again, count));
            });
  }

  /// Ranks as [#answer(SearchRequest)] does and shows how, for those who measure.
  ///
  /// @param count how many methods at most
  public RankingSample sample(SearchRequest request, int count) {
    StageClock clock = new StageClock(System::nanoTime);
    Deadline deadline = Deadline.after(request.deadline());
    try (ServingLease unit = serving.lease();
        QueryEmbedding meaning = embed(unit.embedder(), request, deadline, clock);
        StoreSnapshot snapshot = unit.store().snapshot()) {
      Inquiry inquiry = inquiry(request, snapshot, deadline, clock, new Missing());
      Pool pool = pool(inquiry, byWords(inquiry), meaning);
      List<Selected> selected =
          selected(inquiry, pool, unit.store().fingerprint().model().name(), count);
      List<Ranked> ranked = selected.stream().map(Selected::result).toList();
      return new RankingSample(
          ranked,
          pool.words(),
          fetched(ranked, snapshot),
          selected.stream().map(one -> fetched(one.siblings(), snapshot)).toList());
    }
  }

  private static List<StoredMethod> fetched(List<Ranked> ranked, StoreSnapshot snapshot) {
    return ranked.stream().map(one -> snapshot.fetch(one.signals().ref())).toList();
  }

  /// What answers are a function of at the moment, beside the question.
  public IndexState state() {
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = unit.store().snapshot()) {
      return new IndexState(snapshot.generation(), snapshot.sequence().value());
    }
  }

  private SequenceNumber await(
      SearchRequest request, Deadline deadline, StageClock clock, Missing missing, Pause pause) {
    if (request.consistency().equals(Consistency.EVENTUAL)) {
      return SequenceNumber.NONE;
    }
    List<String> repositories = request.filter().wanted().repositories();
    return clock.time(
        "wait",
        () ->
            pause.during(
                deadline,
                () -> visibility.await(request.consistency(), repositories, deadline, missing)));
  }

  private static QueryEmbedding embed(
      Embedder embedder, SearchRequest request, Deadline deadline, StageClock clock) {
    return QueryEmbedding.start(
        request.mode().usesMeaning(),
        () -> clock.time("embed", () -> embedding(embedder, request, deadline)),
        deadline);
  }

  private static Embedding embedding(Embedder embedder, SearchRequest request, Deadline deadline) {
    return embedder.embedQuery(request.query(), deadline).embedding();
  }

  private Inquiry inquiry(
      SearchRequest request,
      StoreSnapshot snapshot,
      Deadline deadline,
      StageClock clock,
      Missing missing) {
    return new Inquiry(
        request.query(),
        request.mode(),
        request.limit(),
        request.filter().toFilter(),
        request.filter().wanted().facts(),
        visibility.setAside(request.consistency(), request.filter().wanted().repositories()),
        request.include(),
        request.window(),
        request.context().map(CallerContext::file),
        snapshot,
        deadline,
        clock,
        missing);
  }
}
