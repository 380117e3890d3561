package dev.kenning.search.selfcheck;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.RankingSample;
import dev.kenning.search.answer.Unattended;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Judgement;
import dev.kenning.search.evaluation.RankedMethod;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.query.SearchFilter;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SearchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/// Indexes a tree's methods and asks for them: an index without documentation for what
/// documentation says, one with documentation for everything else. For one thread.
public final class SelfTrial {
  private static final int WINDOW = 64;
  private static final int DEPTH = 50;
  private static final String HASH = "0".repeat(64);

  private final OwnCode code;
  private final List<OwnQuestion> questions;
  private final Embedder embedder;
  private final ChangeLedger ledger;
  private final PassageWriter writer = new PassageWriter();

  /// @param ledger an empty one; nothing is written to it
  public SelfTrial(
      OwnCode code, List<OwnQuestion> questions, Embedder embedder, ChangeLedger ledger) {
    this.code = code;
    this.questions = List.copyOf(questions);
    this.embedder = embedder;
    this.ledger = ledger;
  }

  /// What happens while it runs.
  ///
  /// @param embedded called with the number of methods that were embedded
  /// @param asked called after each question
  public record Progress(IntConsumer embedded, Runnable asked) {}

  /// Indexes and asks.
  ///
  /// @param undocumented an empty store, for methods without documentation
  /// @param documented an empty store
  public SelfReport run(MethodStore undocumented, MethodStore documented, Progress progress) {
    fill(
        undocumented,
        code.production().stream().map(OwnCode::undocumented).toList(),
        progress.embedded());
    if (questions.stream().anyMatch(question -> !isOfDocumentation(question))) {
      fill(documented, code.production(), progress.embedded());
    }
    Map<SearchMode, Map<String, RankingSample>> byMode = new LinkedHashMap<>();
    for (SearchMode mode : SearchMode.values()) {
      Map<String, RankingSample> samples = new LinkedHashMap<>();
      for (int i = 0; i < questions.size(); i++) {
        MethodStore store = isOfDocumentation(questions.get(i)) ? undocumented : documented;
        samples.put(id(i), ask(store, questions.get(i), mode));
        progress.asked().run();
      }
      byMode.put(mode, samples);
    }
    return new SelfFigures(code, questions, embedder.model().name()).of(byMode, set());
  }

  private static boolean isOfDocumentation(OwnQuestion question) {
    return question.source() == OwnQuestion.Source.DOCUMENTATION;
  }

  private void fill(MethodStore store, List<MethodUnit> units, IntConsumer embedded) {
    Map<MethodId, IndexedMethod> made = new HashMap<>();
    for (int from = 0; from < units.size(); from += WINDOW) {
      List<MethodUnit> window = units.subList(from, Math.min(units.size(), from + WINDOW));
      List<Passage> passages = window.stream().map(writer::write).toList();
      List<EmbeddedText> vectors =
          embedder.embedPassages(passages.stream().map(Passage::text).toList(), Deadline.never());
      for (int i = 0; i < window.size(); i++) {
        made.put(
            window.get(i).id(),
            new IndexedMethod(window.get(i), passages.get(i), vectors.get(i).embedding()));
      }
      embedded.accept(window.size());
    }
    Map<FileKey, List<IndexedMethod>> files = new LinkedHashMap<>();
    for (IndexedMethod method : made.values()) {
      files.computeIfAbsent(method.unit().file(), _ -> new ArrayList<>()).add(method);
    }
    files.forEach((file, methods) -> store.replaceFile(file, HASH, methods));
    store.refresh(new SequenceNumber(1));
  }

  private RankingSample ask(MethodStore store, OwnQuestion question, SearchMode mode) {
    IntentSearch search =
        new IntentSearch(
            ServingSource.of(store, embedder),
            ledger,
            FusionConfig.defaults(),
            new Unattended(store));
    return search.sample(
        new SearchRequest(
            question.text(), DEPTH, mode, SearchFilter.DEFAULT, Duration.ofSeconds(60), Set.of()),
        DEPTH);
  }

  /// The questions with what answers them, as judgements are written.
  public JudgedSet set() {
    List<JudgedQuery> judged = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      String id = id(i);
      judged.add(
          new JudgedQuery(
              id,
              questions.get(i).text(),
              Map.of("source", questions.get(i).source().word()),
              questions.get(i).answers().stream()
                  .map(unit ->
                      new Judgement(
                          id, unit.file().path(), unit.name(), unit.span().startLine(), 1))
                  .toList()));
    }
    return new JudgedSet(judged);
  }

  private static String id(int place) {
    return "self-%04d".formatted(place + 1);
  }

  static Evaluation evaluation(JudgedSet set, Map<String, RankingSample> samples) {
    Map<String, List<RankedMethod>> rankings = new LinkedHashMap<>();
    samples.forEach((id, sample) ->
        rankings.put(id, sample.methods().stream().map(SelfTrial::ranked).toList()));
    return Evaluation.of(set, rankings);
  }

  private static RankedMethod ranked(StoredMethod method) {
    return new RankedMethod(
        method.file().path(), method.name(), method.span().startLine(), method.span().endLine());
  }
}
