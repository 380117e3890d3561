package dev.kenning.search.cli;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.training.ModelTuning;
import dev.kenning.embeddings.training.TrainingExample;
import dev.kenning.embeddings.training.TrainingProgress;
import dev.kenning.indexer.pair.MinedPair;
import dev.kenning.indexer.pair.MiningRules;
import dev.kenning.indexer.pair.QuestionMiner;
import dev.kenning.indexer.run.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tunes a model on libraries, by a plan.
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Tune a model of the catalogue on the documentation, tests and names of Java libraries.",
      "A run that is ended goes on from its last checkpoint when it is started again."
    },
    footer = {
      "",
      "Examples:",
      "  kenning model train plan.json --sources target/libraries --out target/tuned",
      "  kenning model import target/tuned/model --id my-model"
    })
final class TrainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "PLAN", description = "A JSON file that says what is tuned on what.")
  private String plan = "";

  @Option(
      names = "--sources",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the libraries' -sources.jar files lie (default: here).")
  private String sources = ".";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where checkpoint and tuned model are kept.")
  private String out = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Processors to use (default: all). The result depends on it in the last digits.")
  private int threads;

  @Option(
      names = "--dry-run",
      description = "Mine the pairs into DIR/pairs.jsonl, to be read, and stop.")
  private boolean dryRun;

  @Mixin private DataOption data = new DataOption();

  TrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path file = terminal.resolve(plan);
    if (!Files.isRegularFile(file)) {
      throw new WrongCallException("PLAN '%s' is not a file.".formatted(plan));
    }
    if (threads < 0) {
      throw new WrongCallException("--threads is 1 or more, or 0 for all processors.");
    }
    TrainingPlan wanted = TrainingPlan.read(file, threads == 0 ? Processors.count() : threads);
    TrainingData libraries =
        new TrainingData(terminal, wanted, file.resolveSibling(""), terminal.resolve(sources));
    List<TrainingExample> examples = pairs("pairs.jsonl", wanted.libraries(), libraries, wanted);
    List<TrainingExample> heldOut =
        new ArrayList<>(pairs("held-out-pairs.jsonl", wanted.heldOut(), libraries, wanted));
    Collections.shuffle(heldOut, new Random(wanted.config().seed()));
    heldOut = heldOut.subList(0, Math.min(heldOut.size(), wanted.maxHeldOutCount()));
    terminal.remark(
        "%,d pairs to learn from, %,d held out".formatted(examples.size(), heldOut.size()));
    if (!dryRun) {
      tune(wanted, examples, heldOut);
    }
    return ExitStatus.DONE.code;
  }

  /// Mined now, unless a run by a plan of the same libraries and rules did so before.
  private List<TrainingExample> pairs(
      String name, List<String> wanted, TrainingData libraries, TrainingPlan plan)
      throws InterruptedException {
    PairFile file = new PairFile(terminal.resolve(out).resolve(name), plan.mining());
    Optional<List<MinedPair>> known = file.read();
    if (known.isPresent()) {
      return TrainingData.examples(known.get());
    }
    libraries.requireAll();
    QuestionMiner miner =
        new QuestionMiner(
            new MiningRules(3, 50, 0.8, plan.maxPairsPerLibrary(), plan.config().seed()),
            libraries.keptOut());
    List<MinedPair> mined = libraries.pairs(wanted, miner);
    file.write(mined);
    return TrainingData.examples(mined);
  }

  private void tune(
      TrainingPlan wanted, List<TrainingExample> examples, List<TrainingExample> heldOut)
      throws InterruptedException {
    DataDirectory directory = data.open(terminal);
    Engine engine = Engine.of(directory, terminal);
    Optional<Embedder> teacher =
        wanted
            .teacher()
            .filter(_ -> wanted.config().teacherWeight() > 0)
            .map(id ->
                engine
                    .models()
                    .open(
                        engine.require(id),
                        Engine.DEFAULT_PRECISION,
                        LocalConfig.forIndexing(
                            directory.embeddingCacheFile(), wanted.config().threadCount())));
    try {
      ModelTuning.Result result =
          new ModelTuning(
                  engine.require(wanted.base()), Engine.config(terminal), wanted.config(), teacher)
              .tune(examples, heldOut, terminal.resolve(out), new ProgressTold());
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "Tuned model in %s; held-out MRR@10 %s before, %s after%n",
              result.folder(),
              score(result.before()),
              score(result.after()));
      terminal
          .out()
          .printf(
              "Take it into the catalogue: kenning model import %s --id NAME%n", result.folder());
    } finally {
      teacher.ifPresent(Embedder::close);
    }
  }

  private static String score(OptionalDouble score) {
    return score.isPresent()
        ? String.format(Locale.ROOT, "%.4f", score.getAsDouble())
        : "not measured";
  }

  /// A line every few seconds.
  private final class ProgressTold implements TrainingProgress.Listener {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();
    private long toldNanos = System.nanoTime() - INTERVAL_NANOS;

    @Override
    public void compared(int exampleCount, int allCount) {
      long now = System.nanoTime();
      if (now - toldNanos >= INTERVAL_NANOS) {
        toldNanos = now;
        terminal.remark(
            "looking for pairs that are hard to tell apart: %,d of %,d"
                .formatted(exampleCount, allCount));
      }
    }

    @Override
    public void progressed(TrainingProgress progress) {
      long now = System.nanoTime();
      if (now - toldNanos >= INTERVAL_NANOS || progress.step() == progress.stepCount()) {
        toldNanos = now;
        terminal.remark(
            "step %,d of %,d, loss %.4f, rate %.1e, %.1f pairs/s, %s left, held-out MRR@10 %s"
                .formatted(
                    progress.step(),
                    progress.stepCount(),
                    progress.loss(),
                    progress.rate(),
                    progress.examplesPerSecond(),
                    Spoken.duration(progress.timeLeft()),
                    score(progress.heldOut())));
      }
    }
  }
}
