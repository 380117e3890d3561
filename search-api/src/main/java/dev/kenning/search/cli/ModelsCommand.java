package dev.kenning.search.cli;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.passage.PassageForm;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.comparison.ComparedForm;
import dev.kenning.search.comparison.MethodCorpus;
import dev.kenning.search.comparison.PassageComparison;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.fusion.FusionConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Compares models on judged sets, as one table.
@Command(
    name = "models",
    sortOptions = false,
    description = {
      "Compare models on judged sets: how well each ranks, with 95 %% intervals, and how fast it"
          + " embeds.",
      "Every method of a set competes, by exact cosine and by the product's fusion; the data"
          + " directory's cache spares what it knows. Speed is measured without it."
    },
    footer = {
      "",
      "Example:",
      "  kenning benchmark models --set samples/orchard samples --model all-MiniLM-L6-v2 --model"
          + " bge-small-en-v1.5"
    })
final class ModelsCommand implements Callable<Integer> {
  private static final int SEED = 42;
  private static final int SPEED_ROUNDS = 3;

  private final Terminal terminal;

  @Option(
      names = "--set",
      arity = "2",
      paramLabel = "TREE FOLDER",
      required = true,
      description =
          "The tree whose methods compete, and where its queries.jsonl and qrels.jsonl lie; may be"
              + " repeated.")
  private List<String> sets = List.of();

  @Option(
      names = "--model",
      paramLabel = "ID",
      required = true,
      description = "A model; may be repeated. Speeds are told as multiples of the first's.")
  private List<String> models = List.of();

  @Mixin private FormOption form = new FormOption();

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "fp32, fp16 or int8; may be repeated (default: fp16).")
  private List<String> precisions = List.of("fp16");

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Use the first N numbers of each vector; may be repeated (default: all).")
  private List<Integer> dimensions = List.of(Integer.MAX_VALUE);

  @Option(
      names = "--pool",
      paramLabel = "N",
      description =
          "Let the judged methods of each set and N others compete, or all by 0; may be repeated"
              + " (default: all).")
  private List<Integer> pools = List.of(0);

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "300",
      description = "Measure speed on N methods of the first set; 0 not to (default: 300).")
  private int speed = 300;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  ModelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Methods and what is asked of them.
  private record Contest(String name, MethodCorpus corpus, JudgedSet set) {}

  @Override
  public Integer call() throws IOException {
    List<PassageForm> wanted = form.forms();
    List<Precision> exact = precisions.stream().map(ModelsCommand::precision).toList();
    DataDirectory directory = data.open(terminal);
    Engine engine = Engine.of(directory, terminal);
    models.forEach(engine::require);
    List<Contest> contests = contests();
    List<ModelTable.Ranked> ranked = new ArrayList<>();
    for (Contest contest : contests) {
      ranked.addAll(ranked(contest, engine, directory, wanted, exact));
    }
    List<ModelSpeed.Measured> speeds =
        speed == 0 ? List.of() : speeds(contests.getFirst().corpus(), engine, exact.getFirst());
    ModelTable table = new ModelTable(terminal.out(), json);
    table.print(ranked, speeds);
    return ExitStatus.DONE.code;
  }

  private List<Contest> contests() throws IOException {
    List<Contest> contests = new ArrayList<>();
    for (int i = 0; i < sets.size(); i += 2) {
      Path folder = terminal.resolve(sets.get(i + 1));
      String name = "" + folder.toAbsolutePath().normalize().getFileName();
      JudgedSet set =
          JudgedSet.read(folder.resolve("queries.jsonl"), folder.resolve("qrels.jsonl"));
      MethodCorpus all;
      try (SourceTree tree = SourceTree.open(terminal.resolve(sets.get(i)), SourceRules.DEFAULT)) {
        all = MethodCorpus.of(tree);
      }
      boolean isWhole = false;
      for (int pool : pools) {
        boolean some = pool > 0 && pool < all.units().size();
        Contest contest =
            some
                ? new Contest(
                    String.format(Locale.ROOT, "%s, pool of %,d", name, pool),
                    all.pool(set, pool, SEED),
                    set)
                : new Contest(name, all, set);
        if (some || !isWhole) { // a set that is smaller than several pools competes once
          contests.add(contest);
        }
        isWhole |= !some;
      }
    }
    return contests;
  }

  private List<ModelTable.Ranked> ranked(
      Contest contest,
      Engine engine,
      DataDirectory directory,
      List<PassageForm> wanted,
      List<Precision> exact)
      throws IOException {
    List<ModelTable.Ranked> ranked = new ArrayList<>();
    LocalConfig config =
        LocalConfig.forIndexing(directory.embeddingCacheFile(), Processors.count());
    try (ScratchStore scratch = ScratchStore.open();
        PassageComparison comparison =
            new PassageComparison(
                contest.corpus(), contest.set(), scratch.store(), FusionConfig.defaults())) {
      int methodCount = contest.corpus().units().size();
      ranked.add(
          new ModelTable.Ranked(
              contest.name(), methodCount, Optional.empty(), comparison.lexical()));
      for (String id : models) {
        for (Precision precision : exact) {
          try (LocalEmbedder embedder =
              engine.models().open(engine.require(id), precision, config)) {
            for (PassageForm form : wanted) {
              for (int dimensionCount : dimensions) {
                terminal.remark(
                    "%s: %s by %s".formatted(contest.name(), form.word(), embedder.model()));
                ComparedForm compared = comparison.compare(embedder, form, dimensionCount);
                ranked.add(
                    new ModelTable.Ranked(
                        contest.name(), methodCount, Optional.of(compared), compared.hybrid()));
              }
            }
          }
        }
      }
    }
    return ranked;
  }

  /// Models take turns, so that a machine that gets slower or faster does so for all.
  private List<ModelSpeed.Measured> speeds(
      MethodCorpus corpus, Engine engine, Precision precision) {
    PassageWriter writer = new PassageWriter();
    int step = Math.max(1, corpus.units().size() / speed);
    List<String> passages = new ArrayList<>();
    for (int i = 0; i < corpus.units().size() && passages.size() < speed; i += step) {
      passages.add(writer.write(corpus.units().get(i)).text());
    }
    ModelSpeed measured = new ModelSpeed(models, System::nanoTime);
    for (int round = 0; round < SPEED_ROUNDS; round++) {
      for (String id : models) {
        terminal.remark("speed: round %d of %d, %s".formatted(round + 1, SPEED_ROUNDS, id));
        try (LocalEmbedder embedder =
            engine.models().open(engine.require(id), precision, uncached())) {
          measured.time(
              id,
              () ->
                  embedder.embedPassages(passages, Deadline.never()).stream()
                      .mapToLong(EmbeddedText::tokenCount)
                      .sum(),
              passages.size());
        }
      }
    }
    return measured.measured();
  }

  private static LocalConfig uncached() {
    LocalConfig usual = LocalConfig.forIndexing(Path.of("unused"), Processors.count());
    return new LocalConfig(
        usual.batch(), Optional.empty(), usual.cache(), usual.rememberedQueryCount(), true);
  }

  private static Precision precision(String word) {
    return Precision.ofLabel(word.toLowerCase(Locale.ROOT))
        .orElseThrow(() ->
            new WrongCallException(
                "--precision must be fp32, fp16 or int8, not '%s'.".formatted(word)));
  }
}
