package dev.kenning.search.cli;

import dev.kenning.search.load.SoakBenchmark;
import dev.kenning.search.load.SoakConfig;
import dev.kenning.search.trial.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Uses a server steadily, and looks whether it grows.
@Command(
    name = "soak",
    sortOptions = false,
    description = {
      "Use a server steadily for a while, and look whether it grows: the heap it holds after its"
          + " garbage was collected, native memory, open files, threads. Prints the slope of each.",
      "Starts a server of its own in a folder of its own. The first quarter fills caches and is not"
          + " looked at. Exit status 1 if something grows."
    },
    footer = {
      "",
      "Examples:",
      "  kenning benchmark soak",
      "  kenning benchmark soak --minutes 480 --rate 50 --json"
    })
final class SoakCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "20",
      description = "For how long, 1 to 1439 (default: 20).")
  private int minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Requests a second (default: 20).")
  private double rate;

  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "300",
      description = "Files of the made-up source, four methods each (default: 300).")
  private int files;

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private BenchmarkFolder folder = new BenchmarkFolder();

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  SoakCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (BenchmarkFolder.Work place = folder.open(terminal)) {
      List<Figure> figures =
          new SoakBenchmark(
                  ThisProgram.server(terminal, model.model(), SoakBenchmark.JVM_OPTIONS),
                  config(place.path()),
                  line -> terminal.remark("benchmark: " + line))
              .run();
      new StatePage(terminal, json).print(figures);
      boolean flat = figures.stream().allMatch(Figure::isMet);
      if (!json) {
        terminal.out().println(flat ? "Nothing grows." : "Something grows, or failed.");
      }
      return (flat ? ExitStatus.DONE : ExitStatus.FAILED).code;
    }
  }

  private SoakConfig config(Path place) {
    try {
      return new SoakConfig(place, files, Duration.ofMinutes(minutes), rate, seed.seed());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--minutes, --rate, --files: " + e.getMessage() + ".");
    }
  }
}
