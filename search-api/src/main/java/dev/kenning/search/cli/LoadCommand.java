package dev.kenning.search.cli;

import dev.kenning.search.load.LoadBenchmark;
import dev.kenning.search.load.LoadChart;
import dev.kenning.search.load.LoadConfig;
import dev.kenning.search.load.LoadReport;
import dev.kenning.search.trial.ServerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Offers a server more than it can do.
@Command(
    name = "load",
    sortOptions = false,
    description = {
      "Find out how much a server can do, offer it up to ten times as much, and look what its callers"
          + " get: good answers, fast refusals, and everything as before once it is over.",
      "Also whether a caller far above its rate is felt by another, and indexing by those who search.",
      "Starts servers of its own in a folder of its own and asks them over loopback; takes some"
          + " eight minutes, and a machine that does nothing else. Exit status 1 if a goal was missed,"
          + " or if the generator itself could not keep up, in which case the figures say nothing."
    },
    footer = {
      "",
      "Examples:",
      "  kenning benchmark load",
      "  kenning benchmark load --graph load.svg --json",
      "  kenning benchmark load --tree ~/src/shop --step 30"
    })
final class LoadCommand implements Callable<Integer> {
  private static final Path NICE = Path.of("/usr/bin/nice");

  private final Terminal terminal;

  @Option(
      names = "--tree",
      paramLabel = "DIR",
      description = "A folder of real source to search in (default: made-up source).")
  private @Nullable String tree;

  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "750",
      description = "Files of the made-up source, four methods each (default: 750).")
  private int files;

  @Option(
      names = "--step",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long each load is offered (default: 20).")
  private int step;

  @Option(
      names = "--graph",
      paramLabel = "FILE",
      description = "Draw latency and good answers against the load offered, as SVG.")
  private @Nullable String graph;

  @Mixin private SeedOption seed = new SeedOption();

  @Mixin private BenchmarkFolder folder = new BenchmarkFolder();

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  LoadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Path> real = Optional.ofNullable(tree).map(terminal::resolve);
    if (real.isPresent() && !Files.isDirectory(real.get())) {
      throw new WrongCallException("--tree %s is not a folder.".formatted(tree));
    }
    try (BenchmarkFolder.Work place = folder.open(terminal)) {
      LoadReport report =
          new LoadBenchmark(
                  server(),
                  config(place.path(), real),
                  line -> terminal.remark("benchmark: " + line))
              .run();
      new LoadPage(terminal, json).print(report);
      draw(report);
      return (report.isValid() && report.isMet() ? ExitStatus.DONE : ExitStatus.FAILED).code;
    }
  }

  private void draw(LoadReport report) throws IOException {
    if (graph != null) {
      Path file = terminal.resolve(graph);
      Files.writeString(file, LoadChart.svg(report));
      terminal.remark("benchmark: drawn in " + file);
    }
  }

  /// Where the system can, the server gives way to the generator, which stands for callers on other
  /// machines: they would not wait for this one's processors before they ask.
  private ServerCommand server() {
    ServerCommand server = ThisProgram.server(terminal, model.model(), List.of("-Xmx1g"));
    return Files.isExecutable(NICE) ? server.behind(NICE.toString(), "-n", "5") : server;
  }

  private LoadConfig config(Path place, Optional<Path> real) {
    try {
      return new LoadConfig(
          place, real, files, Duration.ofSeconds(step), seed.seed(), terminal.clock());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--files, --step: " + e.getMessage() + ".");
    }
  }
}
