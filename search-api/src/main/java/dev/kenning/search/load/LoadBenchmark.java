package dev.kenning.search.load;

import dev.kenning.search.access.KeyFile;
import dev.kenning.search.access.Scope;
import dev.kenning.search.access.Visibility;
import dev.kenning.search.load.OpenLoop.Stretch;
import dev.kenning.search.load.ServerWatch.Reading;
import dev.kenning.search.trial.Figure;
import dev.kenning.search.trial.ServerCalls;
import dev.kenning.search.trial.ServerCommand;
import dev.kenning.search.trial.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Finds out what a server can do, offers it half of that up to ten times as much, and looks what
/// callers get: how many good answers, how fast, how fast the others are turned away, whether the
/// limit comes to rest, and how soon all is as before. Then whether a caller far above its rate is
/// felt by another, and whether indexing at full speed is felt by those who search.
///
/// The server is a process of its own on this machine, on loopback. For one thread, once.
public final class LoadBenchmark {
  private static final int CALLERS_PER_PROCESSOR = 6; // some always wait for the disk

  /// Warming up ends with a round that brought less than this share.
  private static final double STILL_WARMING = 0.05;

  private static final int MOST_WARM_UPS = 6;

  /// Files indexed beside searches, in multiples of those that are searched: more than are done
  /// with while it is measured.
  private static final int BULK = 8;

  /// What each of two callers may ask: both together leave the server at ease.
  private static final double RATE_OF_CAPACITY = 0.12;

  private final ServerCommand command;
  private final LoadConfig config;
  private final Consumer<String> progress;
  private final Path data;
  private final List<LoadStep> steps = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private double capacity;

  /// @param progress told in a line what is being done
  public LoadBenchmark(ServerCommand command, LoadConfig config, Consumer<String> progress) {
    this.command = command;
    this.config = config;
    this.progress = progress;
    this.data = config.folder().resolve("data");
  }

  /// Runs for some minutes; what it makes stays in its folder.
  public LoadReport run() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(command, data)) {
      URI address = server.awaitReady();
      try (ServerCalls calls = new ServerCalls(address)) {
        SearchedCode code = new SearchedCode(calls, progress);
        index(code);
        CallMix mix = CallMix.prepare(address, calls, new Random(config.seed()));
        code.awaitCaughtUp();
        try (OpenLoop loop = new OpenLoop(address);
            ServerWatch watch = new ServerWatch(address, Optional.empty())) {
          ladder(loop, watch, mix);
          code.awaitCaughtUp();
          besideIndexing(code, loop, watch, mix);
        }
      }
      var _ = server.stop();
    }
    fairness();
    return new LoadReport(capacity, steps, figures, faults);
  }

  private void index(SearchedCode code) throws IOException, InterruptedException {
    if (config.tree().isPresent()) {
      code.index(config.tree().get());
    } else {
      code.index(config.folder().resolve("tree"), config.fileCount());
    }
  }

  // --- Up to ten times the capacity ----------------------------------------------------------

  private void ladder(OpenLoop loop, ServerWatch watch, CallMix mix) throws IOException {
    Random random = new Random(config.seed() + 1);
    int callers = CALLERS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    warmUp(loop, mix, callers, random);
    progress.accept("measuring the capacity");
    LoadStep full =
        step("capacity", loop, watch, Timetable.closed(callers, config.step()), mix::next);
    capacity = full.good();

    LoadStep little =
        open(
            "unloaded",
            loop,
            watch,
            random,
            config.little(),
            config.littleTime(),
            prepared(mix, config.little(), config.littleTime()));
    Map<Double, Supplier<Call>> calls = new LinkedHashMap<>(); // before the first step: no pauses
    for (double times : LoadConfig.TIMES) {
      calls.put(times, prepared(mix, times, config.step()));
    }
    Supplier<Call> afterwards = prepared(mix, 0.5, config.step());
    Map<Double, LoadStep> byTimes = new LinkedHashMap<>();
    Samples before = new Samples();
    for (Map.Entry<Double, Supplier<Call>> one : calls.entrySet()) {
      double times = one.getKey();
      if (times == 2.0) {
        recovery(loop, watch, random, afterwards, before);
      }
      double from = watch.seconds();
      String name = String.format(Locale.ROOT, "%.1f times", times);
      progress.accept("offering " + name + " the capacity");
      Stretch stretch =
          loop.run(Timetable.open(times * capacity, config.step(), random), one.getValue());
      if (times == 0.5) {
        before = stretch.samples();
      }
      List<Reading> readings = watch.between(from, watch.seconds());
      byTimes.put(times, keep(LoadStep.of(name, stretch, readings)));
      if (times == 5.0) {
        settling(readings);
      }
    }
    goals(little, byTimes, full);
  }

  /// Under full load the compilers wait for processors as everybody does, so that code stays slow
  /// for minutes: some ease after each round lets them do what they have queued, and there are
  /// rounds until one is hardly better than those before. Then comes an overload, whose refusals
  /// are code that nothing else runs.
  private void warmUp(OpenLoop loop, CallMix mix, int callers, Random random) throws IOException {
    double best = 0;
    for (int round = 1; round <= MOST_WARM_UPS; round++) {
      Stretch hard = loop.run(Timetable.closed(callers, config.step()), mix::next);
      double good = LoadStep.of("warming up", hard, List.of()).good();
      progress.accept(
          String.format(
              Locale.ROOT, "warming up, round %d: %.0f good answers a second", round, good));
      var _ = loop.run(Timetable.open(good / 2, config.step().dividedBy(2), random), mix::next);
      boolean isWarm = good < best * (1 + STILL_WARMING);
      best = Math.max(good, best);
      if (isWarm) {
        break;
      }
    }
    var _ = loop.run(Timetable.open(5 * best, config.step(), random), mix::next);
    var _ = loop.run(Timetable.open(best / 2, config.step(), random), mix::next);
  }

  private LoadStep open(
      String name,
      OpenLoop loop,
      ServerWatch watch,
      Random random,
      double times,
      Duration length,
      Supplier<Call> calls)
      throws IOException {
    progress.accept(
        String.format(Locale.ROOT, "%s: %.1f requests a second", name, times * capacity));
    return step(name, loop, watch, Timetable.open(times * capacity, length, random), calls);
  }

  private LoadStep step(
      String name, OpenLoop loop, ServerWatch watch, Timetable timetable, Supplier<Call> calls)
      throws IOException {
    double from = watch.seconds();
    Stretch stretch = loop.run(timetable, calls);
    return keep(LoadStep.of(name, stretch, watch.between(from, watch.seconds())));
  }

  private LoadStep keep(LoadStep step) {
    steps.add(step);
    if (step.generator().isSaturated()) {
      faults.add(
          String.format(
              Locale.ROOT,
              "%s: the generator could not keep up: it sent 1 %% of its requests %.1f ms late or"
                  + " more, %d waited for a connection, and it used %.0f %% of a processor",
              step.name(),
              step.generator().lagP99(),
              step.generator().starved(),
              100 * step.generator().busyShare()));
    }
    progress.accept(step.toString());
    return step;
  }

  /// As many requests as a stretch may take, made before it begins.
  private Supplier<Call> prepared(CallMix mix, double times, Duration length) {
    double expected = times * capacity * length.toMillis() / 1_000;
    int count = (int) (expected + 6 * Math.sqrt(expected) + 10);
    Iterator<Call> calls = Stream.generate(mix::next).limit(count).toList().iterator();
    return () -> calls.hasNext() ? calls.next() : mix.next();
  }

  /// From ten times the capacity to half of it: from which second on is it as it was?
  private void recovery(
      OpenLoop loop, ServerWatch watch, Random random, Supplier<Call> calls, Samples before)
      throws IOException {
    double from = watch.seconds();
    progress.accept("offering half of the capacity again");
    Stretch stretch = loop.run(Timetable.open(0.5 * capacity, config.step(), random), calls);
    var _ = keep(LoadStep.of("0.5 again", stretch, watch.between(from, watch.seconds())));
    figures.add(
        new Figure(
            "normal_again_after",
            Recovery.seconds(before, stretch.samples(), config.step()),
            "s",
            5));
  }

  private void settling(List<Reading> readings) {
    Settling settling = Settling.of(readings, Math.min(5, config.step().toSeconds() / 3.0));
    figures.add(new Figure("limit_at_rest", settling.rest(), "searches", Double.NaN));
    figures.add(
        new Figure(
            "limit_settled_after",
            Double.isNaN(settling.seconds()) ? Double.POSITIVE_INFINITY : settling.seconds(),
            "s",
            10));
    figures.add(new Figure("limit_reversals", settling.reversals(), "turns", 2));
  }

  private void goals(LoadStep little, Map<Double, LoadStep> byTimes, LoadStep full) {
    double peak =
        Math.max(
            full.worth(), byTimes.values().stream().mapToDouble(LoadStep::worth).max().orElse(0));
    double peakSearches =
        Math.max(
            full.goodSearches(),
            byTimes.values().stream().mapToDouble(LoadStep::goodSearches).max().orElse(0));
    figures.add(new Figure("goodput_peak", peak, "searches' worth/s", Double.NaN));
    figures.add(new Figure("goodput_peak_searches", peakSearches, "searches/s", Double.NaN));
    byTimes.forEach((times, step) -> {
      String suffix =
          String.format(Locale.ROOT, "_at_%.1f", times).replace(".0", "").replace('.', '_');
      if (times >= 5) {
        List<LoadStep> less = new ArrayList<>(List.of(full));
        byTimes.forEach((other, one) -> {
          if (other < times) {
            less.add(one);
          }
        });
        figures.add(new Figure("goodput_lost" + suffix, 100 * (1 - step.worth() / peak), "%", 15));
        figures.add(
            new Figure(
                "goodput_lost_to_more_load" + suffix,
                lost(step, less, LoadStep::worth),
                "%",
                Double.NaN));
        figures.add(
            new Figure(
                "computed_searches_lost_to_more_load" + suffix,
                lost(step, less, LoadStep::computedSearches),
                "%",
                Double.NaN));
      }
      figures.add(
          new Figure(
              "search_p99" + suffix,
              step.searches().p99(),
              "ms",
              Math.min(DEADLINE_MILLIS, 4 * little.searches().p99())));
      if (step.refused() >= 100) {
        figures.add(new Figure("refusal_p99" + suffix, step.refusals().p99(), "ms", 20));
      }
    });
    figures.add(new Figure("search_p50_unloaded", little.searches().p50(), "ms", Double.NaN));
    figures.add(new Figure("search_p99_unloaded", little.searches().p99(), "ms", Double.NaN));
    figures.add(
        new Figure("errors", steps.stream().mapToLong(LoadStep::failed).sum(), "requests", 0));
    figures.add(
        new Figure(
            "answers_without_a_part",
            steps.stream().mapToLong(LoadStep::degraded).sum(),
            "answers",
            Double.NaN));
    figures.add(
        new Figure(
            "threads_more_than_unloaded",
            byTimes.values().stream().mapToDouble(one -> one.server().threads()).max().orElse(0)
                - little.server().threads(),
            "threads",
            32));
    figures.add(
        new Figure(
            "heap_most",
            byTimes.values().stream().mapToDouble(one -> one.server().heapBytes()).max().orElse(0)
                / 1e6,
            "MB",
            Double.NaN));
  }

  private static final double DEADLINE_MILLIS = 2_000;

  /// What more load cost: percent of the best that was reached with less.
  private static double lost(LoadStep step, List<LoadStep> less, ToDoubleFunction<LoadStep> what) {
    double best = less.stream().mapToDouble(what).max().orElse(0);
    return 100 * Math.max(0, 1 - what.applyAsDouble(step) / best);
  }

  // --- Beside indexing ---------------------------------------------------------------------------

  private void besideIndexing(SearchedCode code, OpenLoop loop, ServerWatch watch, CallMix mix)
      throws IOException, InterruptedException {
    Path root = config.folder().resolve("bulk");
    MadeUpCode.write(root, BULK * config.fileCount(), 10_000_000);
    Supplier<Call> prepared = prepared(mix, config.little(), config.littleTime());
    String job = code.follow("bulk", root);
    LoadStep beside =
        open(
            "indexing",
            loop,
            watch,
            new Random(config.seed() + 2),
            config.little(),
            config.littleTime(),
            prepared);
    double seconds = config.littleTime().toMillis() / 1_000.0;
    figures.add(
        new Figure(
            "search_p99_beside_indexing",
            beside.searches().p99(),
            "ms",
            2.5 * named("unloaded").searches().p99()));
    figures.add(new Figure("indexed_beside_searches", code.taken(job) / seconds, "/s", 1));
    if (code.isDone(job)) {
      faults.add("indexing was over before searches were measured beside it: use more --files");
    }
    code.forget("bulk"); // what is measured next is not measured beside it
  }

  private LoadStep named(String name) {
    return steps.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  // --- Two callers -------------------------------------------------------------------------------

  private void fairness() throws IOException, InterruptedException {
    String calm = key("calm");
    String eager = key("eager");
    double searches = named("capacity").goodSearches();
    double rate = Math.max(1, Math.round(RATE_OF_CAPACITY * searches));
    progress.accept("two callers who may ask %.0f searches a second each".formatted(rate));
    try (ServerProcess server =
        ServerProcess.start(command, data, "--rate", Double.toString(rate))) {
      URI address = server.awaitReady();
      try (OpenLoop loop = new OpenLoop(address)) {
        fairness(
            loop,
            rate,
            CallMix.questions(address, Optional.of(calm), 20_000_000, new Random(config.seed())),
            CallMix.questions(address, Optional.of(eager), 30_000_000, new Random(config.seed())));
      }
      var _ = server.stop();
    }
  }

  private void fairness(OpenLoop loop, double rate, CallMix calm, CallMix eager)
      throws IOException {
    Random random = new Random(config.seed() + 3);
    var _ = loop.run(Timetable.open(20 * rate, config.warmUp(), random), eager::question);
    TwoCallers callers = new TwoCallers(loop, random, config.fairnessTime());
    TwoCallers.Felt alone = callers.run(0.9 * rate, calm, 0, eager);
    TwoCallers.Felt within = callers.run(0.9 * rate, calm, rate, eager);
    TwoCallers.Felt beyond = callers.run(0.9 * rate, calm, 20 * rate, eager);
    progress.accept(
        "alone %s; beside one within its rate %s; beside one at 20 times %s"
            .formatted(alone, within, beyond));
    figures.add(new Figure("calm_caller_p99_alone", alone.p99(), "ms", Double.NaN));
    figures.add(
        new Figure("calm_caller_p99_beside_other_within_rate", within.p99(), "ms", Double.NaN));
    figures.add(
        new Figure(
            "calm_caller_p99_beside_other_at_20_times", beyond.p99(), "ms", 1.5 * alone.p99()));
    figures.add(
        new Figure(
            "calm_caller_refused",
            100.0 * beyond.refused() / Math.max(1, beyond.asked()),
            "% of its questions",
            1));
  }

  private String key(String name) {
    return KeyFile.in(data)
        .create(name, EnumSet.of(Scope.SEARCH), new Visibility.Everything(), config.clock())
        .secret()
        .text();
  }
}
