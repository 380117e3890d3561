package dev.kenning.search.cli;

import dev.kenning.indexer.benchmark.BenchmarkFolderException;
import dev.kenning.indexer.benchmark.LedgerBenchmark;
import dev.kenning.indexer.benchmark.LedgerBenchmarkConfig;
import dev.kenning.indexer.benchmark.LedgerReport;
import dev.kenning.indexer.benchmark.MethodBase;
import dev.kenning.indexer.benchmark.ScaleBenchmark;
import dev.kenning.indexer.benchmark.ScaleConfig;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import dev.kenning.search.trial.Figure;
import dev.kenning.search.trial.ServerCommand;
import dev.kenning.search.trial.StateBenchmark;
import dev.kenning.search.trial.StateConfig;
import dev.kenning.search.trial.SurvivalConfig;
import dev.kenning.search.trial.SurvivalReport;
import dev.kenning.search.trial.SurvivalTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures this machine.
@Command(
    name = "benchmark",
    sortOptions = false,
    description = "Measure how Kenning does on this machine.",
    footer = {
      "",
      "Examples:",
      "  kenning benchmark ledger",
      "  kenning benchmark load --graph load.svg",
      "  kenning benchmark scale --methods 100000",
      "  kenning benchmark scale --methods 1000000 --copy --folder /tmp/million --write-only",
      "  kenning benchmark scale --methods 1000000 --copy --folder /tmp/million --json",
      "  kenning benchmark soak",
      "  kenning benchmark state --tree ~/src/shop --json",
      "  kenning benchmark survive --kills 200"
    })
final class BenchmarkCommand implements Runnable {
  private static final int DIMENSION_COUNT = 384;
  private static final int SEED = 42;

  private final Terminal terminal;

  BenchmarkCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new WrongCallException(
        "benchmark needs to know what to measure: ledger, load, scale, soak, state, survive, passages,"
            + " calibration, questions, ranking, names, models.");
  }

  @Command(
      name = "scale",
      sortOptions = false,
      description = {
        "Fill an index of its own with methods; measure writing, searching, recall, disk and heap.",
        "Needs about 5 kB of disk per method; a million methods take from minutes to an hour.",
        "With --folder the indexes stay, and the same call later only measures them."
      })
  int scale(
      @Option(
              names = "--methods",
              paramLabel = "N",
              defaultValue = "100000",
              description = "How many, 1000 or more (default: 100000).")
          int methods,
      @Option(
              names = "--copy",
              description =
                  "Vary the methods of the data directory's index instead of made-up ones.")
          boolean copy,
      @Option(
              names = "--folder",
              paramLabel = "DIR",
              description =
                  "Make the indexes here and keep them (default: in the cache, and deleted).")
          @Nullable String folder,
      @Option(
              names = "--write-only",
              description = "With --folder: write the indexes, to be measured in a quiet hour.")
          boolean writeOnly,
      @Mixin DataOption data,
      @Option(names = "--json", description = "Print the figures as JSON.") boolean json)
      throws IOException, InterruptedException {
    if (writeOnly && folder == null) {
      throw new WrongCallException("--write-only needs --folder, or nothing is left to measure.");
    }
    Path place = folder == null ? BenchmarkFolder.passing(terminal) : terminal.resolve(folder);
    try {
      ScaleBenchmark benchmark = benchmark(config(place, methods), copy, data);
      benchmark.write();
      if (!writeOnly) {
        new ScalePage(terminal, json).print(benchmark.measure());
      }
    } finally {
      if (folder == null) {
        BenchmarkFolder.delete(place);
      }
    }
    return ExitStatus.DONE.code;
  }

  @Command(
      name = "ledger",
      sortOptions = false,
      description = {
        "Measure how many changes a second the ledger acknowledges from 1, 8 and 64 writers, and"
            + " how that compares with what the disk can do. Takes half a minute."
      })
  int ledger(
      @Option(
              names = "--folder",
              paramLabel = "DIR",
              description = "Measure the disk of this folder (default: the cache's).")
          @Nullable String folder)
      throws IOException {
    Path place =
        folder == null
            ? BenchmarkFolder.passing(terminal)
            : terminal.resolve(folder).resolve("ledger-benchmark");
    try {
      LedgerReport report =
          new LedgerBenchmark(
                  LedgerBenchmarkConfig.of(place), line -> terminal.remark("benchmark: " + line))
              .run();
      report.lines().forEach(terminal.out()::println);
    } finally {
      BenchmarkFolder.delete(place);
    }
    return ExitStatus.DONE.code;
  }

  @Command(
      name = "state",
      sortOptions = false,
      description = {
        "Measure how fast changes are acknowledged and visible, what a branch switch takes and does"
            + " to searches, what each level of consistency costs, and how soon a killed server"
            + " answers again.",
        "Starts servers of its own in a folder of its own; takes some minutes."
      })
  int state(
      @Option(
              names = "--files",
              paramLabel = "N",
              defaultValue = "5000",
              description = "Files of the tree whose branches are switched (default: 5000).")
          int files,
      @Option(
              names = "--tree",
              paramLabel = "DIR",
              description =
                  "A folder of real source to index as well before the server is killed and started"
                      + " again.")
          @Nullable String tree,
      @Mixin BenchmarkFolder folder,
      @Mixin ModelOptions model,
      @Option(names = "--json", description = "Print the figures as JSON.") boolean json)
      throws IOException, InterruptedException {
    Optional<Path> real = Optional.ofNullable(tree).map(terminal::resolve);
    if (real.isPresent() && !Files.isDirectory(real.get())) {
      throw new WrongCallException("--tree %s is not a folder.".formatted(tree));
    }
    if (files < 1) {
      throw new WrongCallException("--files must be 1 or more, not %d.".formatted(files));
    }
    try (BenchmarkFolder.Work place = folder.open(terminal)) {
      StateConfig config = StateConfig.of(place.path(), files, real);
      ServerCommand server = ThisProgram.server(terminal, model.model(), List.of("-Xmx2g"));
      List<Figure> figures =
          new StateBenchmark(server, config, line -> terminal.remark("benchmark: " + line)).run();
      new StatePage(terminal, json).print(figures);
    }
    return ExitStatus.DONE.code;
  }

  @Command(
      name = "survive",
      sortOptions = false,
      description = {
        "Kill a server at random instants while it is used, and look what was lost: nothing may"
            + " be.",
        "Works in a folder of its own and takes a few seconds a kill. Exit status 1 if a promise"
            + " was broken; the folder is kept then."
      })
  int survive(
      @Option(
              names = "--kills",
              paramLabel = "N",
              defaultValue = "200",
              description = "How often (default: 200).")
          int kills,
      @Option(
              names = "--seed",
              paramLabel = "N",
              description = "Makes the same random choices again (default: others each time).")
          @Nullable Long seed,
      @Option(
              names = "--folder",
              paramLabel = "DIR",
              description =
                  "Work here and keep it (default: in the cache, deleted if all is well).")
          @Nullable String folder,
      @Mixin ModelOptions model,
      @Option(names = "--json", description = "Print what was seen as JSON.") boolean json)
      throws IOException, InterruptedException {
    if (kills < 1) {
      throw new WrongCallException("--kills must be 1 or more, not %d.".formatted(kills));
    }
    Path place = BenchmarkFolder.of(terminal, Optional.ofNullable(folder));
    long chosen = seed == null ? terminal.clock().millis() : seed;
    terminal.remark("benchmark: seed %d, in %s".formatted(chosen, place));
    ServerCommand server =
        ThisProgram.server(terminal, model.model(), List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
    SurvivalReport report =
        new SurvivalTrial(
                server,
                SurvivalConfig.of(place, kills, chosen),
                line -> terminal.remark("benchmark: " + line))
            .run();
    new SurvivalPage(terminal, json).print(report);
    if (report.survived() && folder == null) {
      BenchmarkFolder.delete(place);
    } else if (!report.survived()) {
      terminal.remark("kenning: what is left lies in %s".formatted(place));
    }
    return (report.survived() ? ExitStatus.DONE : ExitStatus.FAILED).code;
  }

  private ScaleBenchmark benchmark(ScaleConfig config, boolean copy, DataOption data) {
    MethodBase base =
        copy ? copied(data.existing(terminal)) : MethodBase.madeUp(DIMENSION_COUNT, SEED);
    try {
      return new ScaleBenchmark(config, base, line -> terminal.remark("benchmark: " + line));
    } catch (BenchmarkFolderException e) {
      throw new WrongCallException("--folder: %s.".formatted(e.getMessage()));
    }
  }

  private static ScaleConfig config(Path place, int methods) {
    try {
      return ScaleConfig.of(place, methods, Processors.count());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--methods: " + e.getMessage() + ".");
    }
  }

  private static MethodBase copied(DataDirectory directory) {
    String generation =
        directory
            .currentGeneration()
            .orElseThrow(() ->
                new WrongCallException(
                    "--copy: nothing is indexed in %s yet.".formatted(directory.root())));
    try (SnapshotSource store =
            LuceneMethodStore.openReadOnly(
                directory.generationFolder(generation), StoreConfig.DEFAULT);
        StoreSnapshot snapshot = store.snapshot()) {
      if (snapshot.methodCount() == 0) {
        throw new WrongCallException(
            "--copy: the index in %s has no methods.".formatted(directory.root()));
      }
      return MethodBase.of(snapshot);
    }
  }
}
