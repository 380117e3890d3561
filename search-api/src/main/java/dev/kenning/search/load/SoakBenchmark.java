package dev.kenning.search.load;

import dev.kenning.search.load.ServerWatch.Reading;
import dev.kenning.search.trial.Figure;
import dev.kenning.search.trial.ServerCalls;
import dev.kenning.search.trial.ServerCommand;
import dev.kenning.search.trial.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// Uses a server steadily for long, and looks whether it grows: the heap it holds after its garbage
/// was collected, the memory of the process, its open files and its threads. For one thread, once.
///
/// The heap is reserved whole from the start, so that what the process grows by is native memory.
public final class SoakBenchmark {
  /// For the server's JVM.
  public static final List<String> JVM_OPTIONS =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private static final int CALLERS = 4;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final ServerCommand command;
  private final SoakConfig config;
  private final Consumer<String> progress;
  private final List<Held> readings = new ArrayList<>();

  /// @param command with [#JVM_OPTIONS]
  /// @param progress told in a line what is being done
  public SoakBenchmark(ServerCommand command, SoakConfig config, Consumer<String> progress) {
    this.command = command;
    this.config = config;
    this.progress = progress;
  }

  /// What the server held at an instant.
  private record Held(
      double seconds, double heapBytes, double residentBytes, double openFiles, double threads) {}

  /// Runs as long as was asked for, and what indexing takes.
  public List<Figure> run() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(command, config.folder().resolve("data"))) {
      URI address = server.awaitReady();
      try (ServerCalls calls = new ServerCalls(address)) {
        SearchedCode code = new SearchedCode(calls, progress);
        code.index(config.folder().resolve("tree"), config.fileCount());
        CallMix mix = CallMix.prepare(address, calls, new Random(config.seed()));
        code.awaitCaughtUp();
        try (OpenLoop loop = new OpenLoop(address);
            ServerWatch watch = new ServerWatch(address, Optional.empty())) {
          List<Figure> figures = soak(loop, watch, mix, new ProcessProbe(server.pid()));
          var _ = server.stop();
          return figures;
        }
      }
    }
  }

  private List<Figure> soak(OpenLoop loop, ServerWatch watch, CallMix mix, ProcessProbe probe)
      throws IOException, InterruptedException {
    progress.accept("filling caches for %d s".formatted(config.warmUp().toSeconds()));
    Samples warm = loop.run(Timetable.closed(CALLERS, config.warmUp()), mix::next).samples();
    Thread reader =
        Thread.ofPlatform().daemon().name("soak-reader").start(() -> read(watch, probe));
    Duration rest = config.length().minus(config.warmUp());
    progress.accept(
        String.format(
            Locale.ROOT,
            "%.0f requests a second for %d minutes",
            config.perSecond(),
            rest.toMinutes()));
    Samples steady =
        loop.run(Timetable.open(config.perSecond(), rest, new Random(config.seed() + 1)), mix::next)
            .samples();
    reader.interrupt();
    reader.join();
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("requests", warm.count() + steady.count(), "requests", Double.NaN));
    figures.add(
        new Figure(
            "refused",
            steady.count(one -> one.outcome() == Outcome.REFUSED),
            "requests",
            Double.NaN));
    figures.add(
        new Figure("failed", steady.count(one -> one.outcome() == Outcome.FAILED), "requests", 0));
    figures.add(
        new Figure(
            "search_p99",
            steady
                .latencies(one ->
                    one.is(CallKind.SEARCH, Outcome.GOOD)
                        || one.is(CallKind.REMEMBERED, Outcome.GOOD))
                .p99(),
            "ms",
            Double.NaN));
    figures.add(new Figure("readings", readings.size(), "readings", Double.NaN));
    trend(figures, "heap_after_gc", "MB", 24, one -> one.heapBytes / BYTES_PER_MEGABYTE);
    trend(figures, "native_memory", "MB", 48, one -> one.residentBytes / BYTES_PER_MEGABYTE);
    trend(figures, "open_files", "files", 16, Held::openFiles);
    trend(figures, "threads", "threads", 8, Held::threads);
    return figures;
  }

  /// @param allowed what it may grow by in all without being taken for a leak
  private void trend(
      List<Figure> figures, String name, String unit, double allowed, ToDoubleFunction<Held> part) {
    List<Held> known =
        readings.stream().filter(one -> !Double.isNaN(part.applyAsDouble(one))).toList();
    Trend trend =
        Trend.of(
            known.stream().map(Held::seconds).toList(),
            known.stream().map(one -> part.applyAsDouble(one)).toList());
    figures.add(new Figure(name + "_first", trend.first(), unit, Double.NaN));
    figures.add(new Figure(name + "_last", trend.last(), unit, Double.NaN));
    figures.add(new Figure(name + "_slope", trend.perMinute(), unit + "/min", Double.NaN));
    figures.add(new Figure(name + "_growth", trend.growth(), unit, allowed));
  }

  private void read(ServerWatch watch, ProcessProbe probe) {
    try {
      while (true) {
        boolean collected = probe.collectGarbage();
        TimeUnit.MILLISECONDS.sleep(500); // until the watch has looked again
        double now = watch.seconds();
        List<Reading> latest = watch.between(now - 1, now);
        OptionalLong resident = probe.residentBytes();
        if (!latest.isEmpty()) {
          Reading last = latest.getLast();
          Held held =
              new Held(
                  now,
                  collected
                      ? latest.stream().mapToDouble(Reading::heapBytes).min().orElse(Double.NaN)
                      : Double.NaN,
                  resident.isPresent() ? resident.getAsLong() : Double.NaN,
                  last.openFiles(),
                  last.threads());
          readings.add(held);
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "after %.0f s: heap %.1f MB, process %.1f MB, %.0f files, %.0f threads",
                  now,
                  held.heapBytes / BYTES_PER_MEGABYTE,
                  held.residentBytes / BYTES_PER_MEGABYTE,
                  held.openFiles,
                  held.threads));
        }
        Thread.sleep(config.betweenReadings());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      progress.accept("the process cannot be looked at: " + e);
    }
  }
}
