package dev.kenning.search.cli;

import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.indexer.passage.PassageForm;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.comparison.MethodCorpus;
import dev.kenning.search.comparison.PassageComparison;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.fusion.FusionConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares what may stand for a method.
@Command(
    name = "passages",
    sortOptions = false,
    description = {
      "Compare models, passage forms and pairs of them on judged intents.",
      "Embeds every method of a tree in each form by each model (the data directory's cache spares"
          + " what it knows), ranks by exact cosine and by the product's fusion."
    },
    footer = {
      "",
      "Example:",
      "  kenning benchmark passages samples/orchard --queries samples/queries.jsonl --qrels"
          + " samples/qrels.jsonl --form natural --form raw"
    })
final class PassagesCommand implements Callable<Integer> {
  private static final int SEED = 42;

  private final Terminal terminal;

  @Parameters(paramLabel = "PATH", description = "The tree whose methods compete.")
  private String path = "";

  @Mixin private JudgedOptions judged = new JudgedOptions();

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "A model; may be repeated (default: the catalogue's first).")
  private List<String> models = List.of();

  @Mixin private FormOption form = new FormOption();

  @Option(
      names = "--pool",
      paramLabel = "N",
      description = "Let the judged methods and N others compete (default: all methods).")
  private @Nullable Integer pool;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  PassagesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<PassageForm> wanted = form.forms();
    JudgedSet set = judged.read(terminal);
    MethodCorpus corpus = corpus(set);
    DataDirectory directory = data.open(terminal);
    try (ScratchStore scratch = ScratchStore.open();
        PassageComparison comparison =
            new PassageComparison(corpus, set, scratch.store(), FusionConfig.defaults())) {
      addAll(comparison, Engine.of(directory, terminal), directory, wanted);
      new ComparisonPage(terminal, json)
          .print(corpus.units().size(), comparison.lexical(), comparison.compare());
    }
    return ExitStatus.DONE.code;
  }

  private MethodCorpus corpus(JudgedSet set) {
    try (SourceTree tree = SourceTree.open(terminal.resolve(path), SourceRules.DEFAULT)) {
      MethodCorpus all = MethodCorpus.of(tree);
      return pool == null ? all : all.pool(set, pool, SEED);
    }
  }

  private void addAll(
      PassageComparison comparison,
      Engine engine,
      DataDirectory directory,
      List<PassageForm> wanted) {
    List<String> chosen =
        models.isEmpty() ? List.of(engine.catalogue().defaultModel().manifest().id()) : models;
    LocalConfig config =
        LocalConfig.forIndexing(directory.embeddingCacheFile(), Processors.count());
    for (String id : chosen) {
      try (LocalEmbedder embedder =
          engine.models().open(engine.require(id), Engine.DEFAULT_PRECISION, config)) {
        for (PassageForm form : wanted) {
          terminal.remark("passages: embedding %s by %s".formatted(form.word(), id));
          comparison.add(embedder, form);
        }
      }
    }
  }
}
