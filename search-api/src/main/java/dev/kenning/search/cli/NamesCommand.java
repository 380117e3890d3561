package dev.kenning.search.cli;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.indexer.passage.PassageForm;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.comparison.ComparedForm;
import dev.kenning.search.comparison.MaskedProgram;
import dev.kenning.search.comparison.PassageComparison;
import dev.kenning.search.evaluation.Estimate;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Metric;
import dev.kenning.search.fusion.FusionConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures what is understood when names tell nothing.
@Command(
    name = "names",
    sortOptions = false,
    description = {
      "Measure what is understood of methods when names tell nothing: every name that the trees"
          + " declare becomes T1, m1 or v1, comments go, and judged intents are asked.",
      "Compares the product's passages and ranking with the same model on the renamed code as it"
          + " stands: its cosines alone, and ranked as the product ranks."
    },
    footer = {
      "",
      "Example:",
      "  kenning benchmark names samples/orchard --queries samples/queries.jsonl --qrels"
          + " samples/qrels.jsonl"
    })
final class NamesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "The trees, as one program.")
  private List<String> paths = List.of();

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      required = true,
      description = "The intents; may be repeated.")
  private List<String> queries = List.of();

  @Option(
      names = "--qrels",
      paramLabel = "FILE",
      required = true,
      description = "The judgements beside them; as often.")
  private List<String> qrels = List.of();

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "The model (default: the catalogue's first).")
  private @Nullable String model;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  NamesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    MaskedProgram program = program();
    DataDirectory directory = data.open(terminal);
    Engine engine = Engine.of(directory, terminal);
    String id = model != null ? model : engine.catalogue().defaultModel().manifest().id();
    LocalConfig config =
        LocalConfig.forIndexing(directory.embeddingCacheFile(), Processors.count());
    FusionConfig product = FusionConfig.defaults();
    try (LocalEmbedder embedder =
        engine.models().open(engine.require(id), Engine.DEFAULT_PRECISION, config)) {
      ComparedForm bare = compared(program, embedder, PassageForm.RAW, product.withoutTraits());
      ComparedForm raw = compared(program, embedder, PassageForm.RAW, product);
      ComparedForm natural = compared(program, embedder, PassageForm.NATURAL, product);
      Map<String, Evaluation> rows = new LinkedHashMap<>();
      rows.put("renamed code, cosine", bare.semantic());
      rows.put("renamed code, semantic", raw.semantic());
      rows.put("renamed code, hybrid", raw.hybrid());
      rows.put("passages, semantic", natural.semantic());
      rows.put("passages, hybrid", natural.hybrid());
      print(program, rows);
    }
    return ExitStatus.DONE.code;
  }

  private static ComparedForm compared(
      MaskedProgram program, Embedder embedder, PassageForm form, FusionConfig config)
      throws IOException {
    try (ScratchStore scratch = ScratchStore.open();
        PassageComparison comparison =
            new PassageComparison(program.corpus(), program.set(), scratch.store(), config)) {
      comparison.add(embedder, form);
      return comparison.compare().getFirst();
    }
  }

  private MaskedProgram program() throws IOException {
    if (queries.size() != qrels.size()) {
      throw new WrongCallException("--queries and --qrels go in pairs.");
    }
    List<JudgedQuery> judged = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      Path asked = terminal.resolve(queries.get(i));
      judged.addAll(JudgedSet.read(asked, terminal.resolve(qrels.get(i))).queries());
    }
    List<SourceTree> trees = new ArrayList<>();
    try {
      for (String path : paths) {
        trees.add(SourceTree.open(terminal.resolve(path), SourceRules.DEFAULT));
      }
      return MaskedProgram.of(trees, new JudgedSet(judged));
    } finally {
      trees.forEach(SourceTree::close);
    }
  }

  private void print(MaskedProgram program, Map<String, Evaluation> rows) {
    Evaluation baseline = rows.values().iterator().next();
    if (json) {
      Map<String, Object> wire = new LinkedHashMap<>();
      rows.forEach((name, row) ->
          wire.put(
              name,
              Map.of(
                  "figures",
                  EvaluationPage.wire(row),
                  "mrr_against_renamed_code",
                  row.gain(baseline, Metric.MRR_10))));
      terminal.out().println(WireFormat.text(wire));
      return;
    }
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%,d methods, %,d intents%n%-24s %7s %7s %7s   %s%n",
            program.corpus().units().size(),
            baseline.scores().size(),
            "",
            "MRR@10",
            "NDCG@10",
            "R@10",
            "MRR against the renamed code's cosines");
    rows.forEach((name, row) -> {
      Estimate gain = row.gain(baseline, Metric.MRR_10);
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%-24s %7.4f %7.4f %7.4f   %+.4f (%+.4f to %+.4f)%n",
              name,
              EvaluationPage.mean(row, Metric.MRR_10),
              EvaluationPage.mean(row, Metric.NDCG_10),
              EvaluationPage.mean(row, Metric.RECALL_10),
              gain.mean(),
              gain.low(),
              gain.high());
    });
  }
}
