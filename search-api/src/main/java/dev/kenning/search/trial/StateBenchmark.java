package dev.kenning.search.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Measures what a caller feels of the server's care for state: how fast changes are acknowledged
/// and visible, what a branch switch takes and does to searches, what each level of consistency
/// costs, and how soon a killed server answers again. One server at a time, over HTTP, from this
/// process on the same machine.
public final class StateBenchmark {
  private static final String SAVED = "saved";
  private static final String FOLLOWED = "followed";
  private static final int RESTARTS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final Duration BETWEEN_WRITES = Duration.ofMillis(100);
  private static final double MILLIS = 1_000;

  private final ServerCommand command;
  private final StateConfig config;
  private final Consumer<String> progress;
  private final BranchTree tree;
  private final Path data;
  private final AtomicInteger numbers = new AtomicInteger(); // of the questions asked
  private final List<Figure> figures = new ArrayList<>();
  private long version;

  /// @param progress told in a line what is being done
  public StateBenchmark(ServerCommand command, StateConfig config, Consumer<String> progress) {
    this.command = command;
    this.config = config;
    this.progress = progress;
    this.tree = new BranchTree(config.folder().resolve("tree"), config.fileCount());
    this.data = config.folder().resolve("data");
  }

  /// Runs for some minutes; what it makes stays in its folder.
  public List<Figure> run() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(command, data)) {
      try (ServerCalls calls = new ServerCalls(server.awaitReady())) {
        require(calls.createRepository(SAVED));
        saves(calls);
        acknowledgements(calls);
        consistency(calls);
        switches(calls);
        config.tree().ifPresent(real -> progress.accept("indexing " + real));
        if (config.tree().isPresent()) {
          follow(calls, "real", config.tree().get());
        }
      }
      server.kill();
    }
    restarts();
    return List.copyOf(figures);
  }

  // --- One saved file ----------------------------------------------------------------------------

  private void saves(ServerCalls calls) throws IOException, InterruptedException {
    progress.accept("saving a file of %d methods".formatted(SavedFile.METHODS));
    long[] editions = SavedFile.all(++version);
    for (int i = 0; i < 5; i++) { // until the server is warm
      visibleNanos(calls, SavedFile.all(++version));
    }
    Timings one = new Timings();
    for (int i = 0; i < config.saves(); i++) {
      editions[i % SavedFile.METHODS] = ++version;
      one.add(visibleNanos(calls, editions));
    }
    Timings all = new Timings();
    for (int i = 0; i < Math.max(5, config.saves() / 2); i++) {
      all.add(visibleNanos(calls, SavedFile.all(++version)));
    }
    figures.add(new Figure("visible_one_of_30_changed_p50", one.p50Millis(), "ms", 400));
    figures.add(Figure.of("visible_one_of_30_changed_p99", one.p99Millis(), "ms"));
    figures.add(new Figure("visible_all_30_new_p50", all.p50Millis(), "ms", 1_500));
    figures.add(Figure.of("visible_all_30_new_p99", all.p99Millis(), "ms"));
  }

  /// From the acknowledgement to the answer that shows it.
  private long visibleNanos(ServerCalls calls, long[] editions)
      throws IOException, InterruptedException {
    Reply saved = calls.put(SAVED, "src/Desk.java", ++version, SavedFile.source("Desk", editions));
    require(saved);
    long acknowledged = System.nanoTime();
    ObjectNode question = ServerCalls.JSON.createObjectNode();
    question.put("query", "shelf that keeps parcels").put("mode", "lexical").put("limit", 1);
    question.put("deadline_ms", 60_000);
    question.set("consistency", atLeast(saved.token()));
    require(calls.search(question));
    return System.nanoTime() - acknowledged;
  }

  private static JsonNode atLeast(String token) {
    return ServerCalls.JSON.createObjectNode().put("at_least", token);
  }

  // --- Many writers ------------------------------------------------------------------------------

  private void acknowledgements(ServerCalls calls) throws InterruptedException {
    for (int writers : new int[] {1, 8, 64}) {
      progress.accept("acknowledging changes of %d writers".formatted(writers));
      Timings timings = new Timings();
      long until = System.nanoTime() + config.phase().toNanos();
      List<Thread> threads = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String path = "src/w%d/Desk%d.java".formatted(writers, writer);
        threads.add(
            Thread.ofVirtual()
                .name("trial-writer")
                .start(() -> write(calls, path, until, timings)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      figures.add(
          Figure.of(
              "acknowledged_by_%d_writers".formatted(writers),
              timings.count() / (config.phase().toMillis() / MILLIS),
              "/s"));
      figures.add(
          Figure.of(
              "acknowledged_by_%d_writers_p50".formatted(writers), timings.p50Millis(), "ms"));
      figures.add(
          Figure.of(
              "acknowledged_by_%d_writers_p99".formatted(writers), timings.p99Millis(), "ms"));
    }
  }

  private void write(ServerCalls calls, String path, long until, Timings timings) {
    long[] editions = SavedFile.all(0); // one method changes from save to save
    try {
      for (long edition = 1; System.nanoTime() < until; edition++) {
        editions[(int) (edition % SavedFile.METHODS)] = edition;
        String source = SavedFile.source("Desk", editions);
        long start = System.nanoTime();
        if (calls.put(SAVED, path, edition, source).isSuccess()) {
          timings.add(System.nanoTime() - start);
        }
      }
    } catch (IOException e) {
      progress.accept("a writer gave up: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // --- What a level of consistency costs ---------------------------------------------------------

  private void consistency(ServerCalls calls) throws IOException, InterruptedException {
    warmUp(calls);
    for (String level : List.of("eventual", "max_staleness_1000", "at_least", "strong")) {
      awaitCaughtUp(calls);
      progress.accept("asking at consistency " + level + " while files are saved");
      AtomicReference<String> token = new AtomicReference<>("");
      long until = System.nanoTime() + config.phase().toNanos();
      Thread writer =
          Thread.ofVirtual().name("trial-writer").start(() -> save(calls, until, token));
      try (SearchLoad load = new SearchLoad(calls, 2, numbers, () -> asked(level, token.get()))) {
        writer.join();
        load.stop();
        String name = "search_" + level;
        figures.add(Figure.of(name + "_p50", load.timings().p50Millis(), "ms"));
        figures.add(Figure.of(name + "_p99", load.timings().p99Millis(), "ms"));
        figures.add(Figure.of(name + "_answers", load.timings().count(), "answers"));
        figures.add(Figure.of(name + "_refused", load.refused(), "refusals"));
      }
    }
  }

  /// A server that has just started answers more slowly, which would be laid at the first level's
  /// door.
  private void warmUp(ServerCalls calls) throws IOException, InterruptedException {
    awaitCaughtUp(calls);
    progress.accept("warming up");
    long until = System.nanoTime() + config.phase().toNanos();
    Thread writer =
        Thread.ofVirtual()
            .name("trial-writer")
            .start(() -> save(calls, until, new AtomicReference<>("")));
    try (SearchLoad _ = new SearchLoad(calls, 2, numbers, Optional::empty)) {
      writer.join();
    }
  }

  private static Optional<JsonNode> asked(String level, String token) {
    ObjectNode wanted = ServerCalls.JSON.createObjectNode();
    return switch (level) {
      case "strong" -> Optional.of(wanted.stringNode("strong"));
      case "at_least" -> token.isEmpty() ? Optional.empty() : Optional.of(atLeast(token));
      case "max_staleness_1000" -> Optional.of(wanted.put("max_staleness_ms", 1_000));
      default -> Optional.empty();
    };
  }

  /// Saves a file with one method changed, again and again, at a steady pace.
  private void save(ServerCalls calls, long until, AtomicReference<String> token) {
    long[] editions = SavedFile.all(0);
    try {
      for (int save = 0; System.nanoTime() < until; save++) {
        editions[save % SavedFile.METHODS] = ++version;
        Reply saved =
            calls.put(SAVED, "src/Steady.java", version, SavedFile.source("Steady", editions));
        if (saved.isSuccess()) {
          token.set(saved.token());
        }
        LockSupport.parkNanos(BETWEEN_WRITES.toNanos());
      }
    } catch (IOException e) {
      progress.accept("a writer gave up: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // --- Branches ----------------------------------------------------------------------------------

  private void switches(ServerCalls calls) throws IOException, InterruptedException {
    progress.accept("indexing a tree of %,d files".formatted(config.fileCount()));
    tree.checkOut(0, config.fileCount());
    follow(calls, FOLLOWED, tree.root());
    tree.checkOut(1, config.fileCount()); // every text is known from now on
    sync(calls, FOLLOWED);
    tree.checkOut(0, config.fileCount());
    sync(calls, FOLLOWED);
    double idle = idleMillis(calls);

    progress.accept("switching %,d files there and back".formatted(config.fewFiles()));
    Taken there = switchTo(calls, 1, config.fewFiles());
    Taken back = switchTo(calls, 0, config.fewFiles());
    figures.add(
        new Figure(
            "switch_of_%d_files_there_and_back".formatted(config.fewFiles()),
            (there.elapsedMillis() + back.elapsedMillis()) / MILLIS,
            "s",
            10));
    progress.accept("switching %,d files".formatted(config.fileCount()));
    try (SearchLoad load = new SearchLoad(calls, 1, numbers, Optional::empty)) {
      Taken all = switchTo(calls, 1, config.fileCount());
      load.stop();
      String name = "switch_of_%d_files".formatted(config.fileCount());
      figures.add(Figure.of(name, all.elapsedMillis() / MILLIS, "s"));
      figures.add(
          new Figure(
              name + "_methods",
              tree.methodCount(config.fileCount()) / (all.elapsedMillis() / MILLIS),
              "/s",
              1_000));
      figures.add(
          new Figure(
              name + "_embedded",
              there.embedded() + back.embedded() + all.embedded(),
              "passages",
              0));
      figures.add(Figure.of("search_idle_p99", idle, "ms"));
      figures.add(Figure.of("search_during_switch_p50", load.timings().p50Millis(), "ms"));
      figures.add(
          new Figure("search_during_switch_p99", load.timings().p99Millis(), "ms", 2.5 * idle));
    }
  }

  private double idleMillis(ServerCalls calls) throws IOException, InterruptedException {
    awaitCaughtUp(calls);
    progress.accept("searching while nothing else happens");
    try (SearchLoad load = new SearchLoad(calls, 1, numbers, Optional::empty)) {
      Thread.sleep(config.phase().multipliedBy(2));
      load.stop();
      figures.add(Figure.of("search_idle_p50", load.timings().p50Millis(), "ms"));
      return load.timings().p99Millis();
    }
  }

  private record Taken(double elapsedMillis, long embedded) {}

  /// From asking for the sync until it is reported done, the files being on disk before.
  private Taken switchTo(ServerCalls calls, int branch, int files)
      throws IOException, InterruptedException {
    tree.checkOut(branch, files);
    long start = System.nanoTime();
    JsonNode job = sync(calls, FOLLOWED);
    return new Taken(
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        job.path("counts").path("embedded").asLong(0));
  }

  private void follow(ServerCalls calls, String repository, Path root)
      throws IOException, InterruptedException {
    require(calls.follow(repository, root.toRealPath().toString()));
    JsonNode _ = sync(calls, repository);
  }

  private static JsonNode sync(ServerCalls calls, String repository)
      throws IOException, InterruptedException {
    Reply asked = calls.sync(repository);
    require(asked);
    String id = asked.body().path("id").asString("");
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < giveUp) {
      Reply job = calls.job(id);
      require(job);
      switch (job.body().path("state").asString("")) {
        case "done" -> {
          return job.body();
        }
        case "failed" -> throw new IllegalStateException("A sync failed: " + job.body());
        default -> TimeUnit.MILLISECONDS.sleep(20); // the server works; nothing to wait on
      }
    }
    throw new IllegalStateException("A sync takes longer than " + PATIENCE);
  }

  // --- After a kill ------------------------------------------------------------------------------

  private void restarts() throws IOException, InterruptedException {
    Timings timings = new Timings();
    Timings processor = new Timings();
    long methods = 0;
    for (int i = 0; i < RESTARTS; i++) {
      progress.accept("starting again after SIGKILL");
      try (ServerProcess server = ServerProcess.start(command, data);
          ServerCalls calls = new ServerCalls(server.awaitReady())) {
        server.readyAfter().ifPresent(ready -> timings.add(ready.toNanos()));
        server.processorTime().ifPresent(used -> processor.add(used.toNanos()));
        Reply status = calls.status();
        require(status);
        methods = status.body().path("methods").asLong(0);
        server.kill();
      }
    }
    figures.add(Figure.of("ready_again_with", (double) methods, "methods"));
    figures.add(new Figure("ready_again_after_kill_p50", timings.p50Millis() / MILLIS, "s", 5));
    figures.add(Figure.of("ready_again_processor_time_p50", processor.p50Millis() / MILLIS, "s"));
    figures.add(Figure.of("ready_again_after_kill_longest", timings.longestMillis() / MILLIS, "s"));
  }

  private static void awaitCaughtUp(ServerCalls calls) throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (calls.status().body().path("pending").asLong(1) > 0) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("The index does not catch up: " + calls.status());
      }
      TimeUnit.MILLISECONDS.sleep(20); // the server works; nothing to wait on
    }
  }

  private static void require(Reply reply) {
    if (!reply.isSuccess()) {
      throw new IllegalStateException("The server refused: " + reply);
    }
  }
}
