package dev.kenning.search.cli;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.generation.Generation;
import dev.kenning.indexer.generation.GenerationFolders;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.pair.TestQuestions;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import dev.kenning.search.cache.CachedQueries;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.selfcheck.OwnCode;
import dev.kenning.search.selfcheck.OwnQuestion;
import dev.kenning.search.selfcheck.OwnQuestions;
import dev.kenning.search.selfcheck.SelfReport;
import dev.kenning.search.selfcheck.SelfTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks a tree about itself, with the model that the data directory's index has, or the default.
/// Works in a folder of its own, which goes at the end; vectors are kept in the data directory's
/// cache.
final class SelfEvaluation {
  private static final long QUESTION_BYTES = 16L << 20;

  private final Terminal terminal;
  private final DataDirectory directory;
  private final int most;
  private final boolean quiet;

  /// @param most questions of each kind
  SelfEvaluation(Terminal terminal, DataDirectory directory, int most, boolean quiet) {
    this.terminal = terminal;
    this.directory = directory;
    this.most = most;
    this.quiet = quiet;
  }

  /// What came of it, and what was asked.
  record Outcome(SelfReport report, JudgedSet questions) {}

  /// The tree of an indexed repository.
  Path rootOf(String repository) {
    try (ChangeLedger ledger =
        SqliteChangeLedger.openReadOnly(directory.ledgerFile(), LedgerConfig.DEFAULT)) {
      return ledger.repositories().stream()
          .filter(known -> known.name().equals(repository))
          .findFirst()
          .flatMap(RepositoryRecord::root)
          .map(Path::of)
          .orElseThrow(() ->
              new WrongCallException(
                  "--self: %s is no repository with a tree; name the tree: --self PATH."
                      .formatted(repository)));
    }
  }

  Outcome of(Path place) throws IOException {
    OwnCode code = code(place);
    List<OwnQuestion> ofTests =
        new TestQuestions(code.units())
            .all().stream()
                .map(one -> new OwnQuestion(one.text(), OwnQuestion.Source.TEST, one.tested()))
                .toList();
    List<OwnQuestion> questions = OwnQuestions.of(code, ofTests, most);
    if (questions.isEmpty()) {
      throw new CommandFailedException(
          ("%s asks nothing of itself: it has no documented methods, no tests that name what they"
                  + " test, and no telling commits. Give judgements: --queries and --qrels.")
              .formatted(place));
    }
    Path scratch = Files.createTempDirectory("kenning-self-");
    try (Embedder embedder = embedder();
        ChangeLedger ledger =
            SqliteChangeLedger.open(scratch.resolve("ledger.db"), LedgerConfig.DEFAULT);
        MethodStore undocumented = store(scratch.resolve("undocumented"), embedder);
        MethodStore documented = store(scratch.resolve("documented"), embedder)) {
      return asked(code, questions, embedder, ledger, undocumented, documented);
    } finally {
      BenchmarkFolder.delete(scratch);
    }
  }

  private Outcome asked(
      OwnCode code,
      List<OwnQuestion> questions,
      Embedder embedder,
      ChangeLedger ledger,
      MethodStore undocumented,
      MethodStore documented) {
    Embedder remembering = new CachedQueries(embedder, QUESTION_BYTES);
    SelfTrial trial = new SelfTrial(code, questions, remembering, ledger);
    boolean others =
        questions.stream().anyMatch(one -> one.source() != OwnQuestion.Source.DOCUMENTATION);
    int passages = code.production().size() * (others ? 2 : 1);
    int steps = passages + questions.size() * SearchMode.values().length;
    remark("evaluate: %,d methods, %,d questions".formatted(passages, questions.size()));
    try (QueryProgress progress = QueryProgress.of(terminal, steps, quiet)) {
      SelfReport report =
          trial.run(
              undocumented,
              documented,
              new SelfTrial.Progress(
                  count -> {
                    for (int i = 0; i < count; i++) {
                      progress.step();
                    }
                  },
                  progress::step));
      return new Outcome(report, trial.set());
    }
  }

  private void remark(String text) {
    if (!quiet) {
      terminal.remark(text);
    }
  }

  private static OwnCode code(Path place) {
    try (SourceTree tree = SourceTree.open(place, SourceRules.DEFAULT)) {
      return OwnCode.read(tree);
    }
  }

  private Embedder embedder() {
    Engine engine = Engine.of(directory, terminal);
    String model =
        new GenerationFolders(directory)
            .published()
            .flatMap(Generation::rules)
            .map(rules -> rules.model().name())
            .orElseGet(() -> engine.catalogue().defaultModel().manifest().id());
    return engine
        .models()
        .open(
            engine.require(model),
            Engine.DEFAULT_PRECISION,
            LocalConfig.forIndexing(directory.embeddingCacheFile(), Processors.count()));
  }

  private static MethodStore store(Path folder, Embedder embedder) {
    return LuceneMethodStore.open(
        folder,
        new IndexFingerprint(
            embedder.model(),
            embedder.dimensionCount(),
            MethodExtractor.RULES_VERSION,
            new PassageWriter().rulesVersion(),
            LuceneMethodStore.SCHEMA_VERSION),
        StoreConfig.DEFAULT);
  }

  /// The only indexed repository, for a call that names none.
  Optional<String> onlyRepository() {
    try (ChangeLedger ledger =
        SqliteChangeLedger.openReadOnly(directory.ledgerFile(), LedgerConfig.DEFAULT)) {
      List<RepositoryRecord> all = ledger.repositories();
      return all.size() == 1 ? Optional.of(all.getFirst().name()) : Optional.empty();
    }
  }
}
