package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.MethodId;
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
import dev.kenning.search.query.Consistency;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SimilarRequest;
import dev.kenning.search.query.SimilarRequest.Subject;
import dev.kenning.search.relevance.Assessment;
import dev.kenning.search.snippet.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Answers with methods that do what a given one does: the path of [IntentSearch] with a method's
/// own embedding for a start. The given method is not among the answers. Code that is not indexed
/// also ranks by its words: of half a method they tell more than what can be parsed of it. Any
/// number of threads.
public final class SimilarSearch {
  private final ServingSource serving;
  private final VisibilityWait visibility;
  private final FusionConfig config;
  private final Function<String, Snippet> reader;
  private final CandidateSearch candidates;
  private final AnswerAssembly assembly;
  private final AnswerThreads threads;

  /// @param reader tells what stands for a piece of Java that is not indexed
  public SimilarSearch(
      SnapshotSource store,
      Embedder embedder,
      ChangeLedger ledger,
      FusionConfig config,
      Function<String, Snippet> reader) {
    this(
        ServingSource.of(store, embedder),
        ledger,
        config,
        reader,
        new Unattended(store),
        AnswerThreads.ofTheCallers());
  }

  /// Computes on the threads of the callers.
  public SimilarSearch(
      ServingSource serving,
      ChangeLedger ledger,
      FusionConfig config,
      Function<String, Snippet> reader,
      Catchup catchup) {
    this(serving, ledger, config, reader, catchup, AnswerThreads.ofTheCallers());
  }

  /// @param serving index and model, taken together for each request
  /// @param reader as above
  /// @param catchup whom answers wait for that must be newer than what is visible
  /// @param threads compute the answers; closed by their owner
  public SimilarSearch(
      ServingSource serving,
      ChangeLedger ledger,
      FusionConfig config,
      Function<String, Snippet> reader,
      Catchup catchup,
      AnswerThreads threads) {
    this.threads = threads;
    this.serving = serving;
    this.visibility = new VisibilityWait(ledger, catchup);
    this.config = config;
    this.reader = reader;
    this.candidates = new CandidateSearch(config.candidatesPerSignal());
    this.assembly = new AnswerAssembly(ledger);
  }

  /// For a caller who begins to wait now and has no place to give away.
  public Answer answer(SimilarRequest request) {
    return answer(request, Deadline.after(request.deadline()), Pause.NONE);
  }

  /// @param deadline when the caller stops waiting, in place of the request's own
  /// @param pause what becomes of the request's place while it waits for the state asked for
  /// @throws NotYetVisibleException if the state asked for is not visible before the deadline
  /// @throws UnknownTokenException if the state asked for is not this ledger's
  /// @throws UnknownMethodException if the subject is not indexed
  /// @throws dev.kenning.embeddings.DeadlineExceededException if time was up first
  /// @throws dev.kenning.embeddings.EmbedderUnavailableException if code was given and no vector
  ///   can be made
  public Answer answer(SimilarRequest request, Deadline deadline, Pause pause) {
    StageClock clock = new StageClock(System::nanoTime);
    Missing missing = new Missing();
    SequenceNumber wanted = await(request, deadline, clock, missing, pause);
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = visibility.snapshot(unit.store(), wanted, deadline)) {
      Start start =
          clock.time("embed", () -> start(request.subject(), unit.embedder(), snapshot, deadline));
      Inquiry inquiry = inquiry(request, start, snapshot, deadline, clock, missing);
      RankFusion fusion = new RankFusion(config, unit.store().fingerprint().model().name());
      return threads.compute(() -> ranked(inquiry, start, fusion));
    }
  }

  private Answer ranked(Inquiry inquiry, Start start, RankFusion fusion) {
    Optional<List<Candidate>> worded = candidates.byWords(inquiry);
    Optional<Nearby> near = candidates.byMeaning(inquiry, start::meaning);
    Pool pool = candidates.scoreBoth(inquiry, worded, near);
    List<Ranked> ranked = inquiry.clock().time("fuse", () -> pool.rank(fusion, inquiry.limit()));
    inquiry.requireWanted();
    List<Selected> others = without(start, ranked, inquiry).stream().map(Selected::alone).toList();
    return assembly.answer(inquiry, others, Assessment.NONE);
  }

  private SequenceNumber await(
      SimilarRequest request, Deadline deadline, StageClock clock, Missing missing, Pause pause) {
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

  /// @param meaning what near methods are near to
  /// @param itself the method that was given, if it is indexed
  /// @param words of code that is not indexed
  private record Start(Embedding meaning, Optional<MethodId> itself, String words) {}

  private Start start(
      Subject subject, Embedder embedder, StoreSnapshot snapshot, Deadline deadline) {
    return switch (subject) {
      case Subject.ById(MethodId id) -> stored(id, snapshot);
      case Subject.ByLine byLine ->
          stored(
              snapshot
                  .methodAt(byLine.file(), byLine.line())
                  .map(StoredMethod::id)
                  .orElseThrow(() -> UnknownMethodException.at(byLine.file(), byLine.line())),
              snapshot);
      case Subject.ByCode(String code) -> {
        Snippet snippet = reader.apply(code);
        List<String> text = List.of(snippet.passage().text());
        yield new Start(
            embedder.embedPassages(text, deadline).getFirst().embedding(),
            Optional.empty(),
            snippet.words());
      }
    };
  }

  private static Start stored(MethodId id, StoreSnapshot snapshot) {
    return snapshot
        .embedding(id)
        .map(embedding -> new Start(embedding, Optional.of(id), ""))
        .orElseThrow(() -> UnknownMethodException.of(id));
  }

  private Inquiry inquiry(
      SimilarRequest request,
      Start start,
      StoreSnapshot snapshot,
      Deadline deadline,
      StageClock clock,
      Missing missing) {
    return new Inquiry(
        start.words(),
        start.words().isEmpty() ? SearchMode.SEMANTIC : SearchMode.HYBRID,
        request.limit() + 1,
        request.filter().toFilter(),
        request.filter().wanted().facts(),
        visibility.setAside(request.consistency(), request.filter().wanted().repositories()),
        request.include(),
        request.window(),
        Optional.empty(),
        snapshot,
        deadline,
        clock,
        missing);
  }

  private static List<Ranked> without(Start start, List<Ranked> ranked, Inquiry inquiry) {
    return ranked.stream()
        .filter(one ->
            start.itself().isEmpty()
                || !inquiry.snapshot().fetch(one.signals().ref()).id().equals(start.itself().get()))
        .limit(inquiry.limit() - 1L)
        .toList();
  }
}
