package dev.kenning.search.trial;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.testing.IndexComparison;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Kills a server again and again while it is used, and looks after each kill whether anything was
/// lost.
///
/// A crowd puts and deletes files, one by one and together, repeats itself, comes late, changes a
/// followed folder and has it synced, and searches. At a random instant the server is killed with
/// SIGKILL; some kills are aimed into its start, its catching up, a commit of the index, a
/// compaction, a backup, or a switch of generations. Its successor must have
///
/// 1. every change that was acknowledged;
/// 2. every change in doubt wholly or not at all, changes sent together all or none;
/// 3. each file in one edition, whole, also for every reader meanwhile.
///
/// What was in doubt is then sent again, which must be harmless. In the end the index must equal,
/// method by method, one that a fresh server built from the same files in another order, without a
/// single kill and with an empty cache.
///
/// Ends at the first kill after which something is wrong, and leaves everything in its folder.
public final class SurvivalTrial {
  private static final Duration CATCH_UP_TIME = Duration.ofSeconds(60);
  private static final int REPEATED_SAMPLES = 10;

  private final ServerCommand command;
  private final SurvivalConfig config;
  private final Consumer<String> progress;
  private final Path data;
  private final Random random;
  private final Findings findings = new Findings();
  private final KnownState state;
  private final FollowedTree tree;
  private final Caretaker caretaker;
  private final Map<String, Integer> kills = new TreeMap<>();
  private final List<Duration> readyTimes = new ArrayList<>();
  private int killsInsideCommit;
  private String firstGeneration = "";

  /// @param progress told in a line what is being done
  public SurvivalTrial(ServerCommand command, SurvivalConfig config, Consumer<String> progress) {
    this.command = command;
    this.config = config;
    this.progress = progress;
    this.data = config.folder().resolve("data");
    this.random = new Random(config.seed());
    this.state = new KnownState(List.of("depot", "quay"), config.filesEach());
    this.tree = new FollowedTree("tree", config.folder().resolve("tree"), config.filesEach());
    this.caretaker = new Caretaker(command, data, config.folder().resolve("backups"), findings);
  }

  /// Runs for as long as it takes, one to ten seconds a kill.
  public SurvivalReport run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Files.createDirectories(tree.root());
    tree.change(random);
    Optional<IndexComparison> comparison = Optional.empty();
    firstLife();
    int done = 0;
    while (done < config.killCount() && findings.isSound()) {
      life(++done);
    }
    if (findings.isSound()) {
      comparison = Optional.of(lastLife());
    }
    return new SurvivalReport(
        config.seed(),
        kills,
        killsInsideCommit,
        findings.counts(),
        percentile(0.5),
        percentile(1),
        comparison,
        findings.broken(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /// Makes the repositories, so that all that follows is changes of files.
  private void firstLife() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(command, data);
        ServerCalls calls = new ServerCalls(server.awaitReady())) {
      prepare(calls);
      Crowd.sync(calls, tree, findings);
      caretaker.learn(calls);
      firstGeneration = calls.status().body().path("as_of").path("generation").asString("");
      server.kill();
    }
  }

  private void prepare(ServerCalls calls) throws IOException, InterruptedException {
    for (String name : state.names()) {
      require(calls.createRepository(name));
    }
    require(calls.follow(tree.repository(), tree.root().toRealPath().toString()));
  }

  private void require(Reply reply) {
    if (!reply.isSuccess()) {
      findings.broken("a repository was refused: " + reply);
    }
  }

  private void life(int number) throws IOException, InterruptedException {
    KillAim aim = caretaker.possible(KillAim.any(random));
    long seed = random.nextLong();
    try (ServerProcess server = ServerProcess.start(command, data)) {
      if (aim == KillAim.STARTING) {
        aim.await(data, random, config.longestLife());
      } else {
        try (ServerCalls calls = new ServerCalls(ready(server))) {
          if (aim != KillAim.CATCHING_UP) {
            look(calls);
          }
          try (Crowd crowd = new Crowd(calls, state, tree, findings)) {
            crowd.begin(config.writers(), config.readers(), seed);
            crowd.careFor(aim, caretaker);
            aim.await(data, random, config.longestLife());
            server.kill();
            crowd.sendAway();
          }
        }
      }
      server.kill();
      kills.merge(aim.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      if (KillAim.isCommitting(data)) {
        killsInsideCommit++;
      }
      if (!findings.isSound()) {
        findings.broken("the server's last words: " + server.output());
      }
      progress.accept(
          "kill %,d of %,d (%s): %,d changes acknowledged so far, %,d searches answered"
              .formatted(
                  number,
                  config.killCount(),
                  aim.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  findings.counted("changes acknowledged"),
                  findings.counted("searches answered")));
    }
  }

  private URI ready(ServerProcess server) throws InterruptedException {
    URI address = server.awaitReady();
    server.readyAfter().ifPresent(readyTimes::add);
    return address;
  }

  /// What must hold after a restart.
  private void look(ServerCalls calls) throws IOException, InterruptedException {
    awaitCaughtUp(calls);
    for (String repository : state.names()) {
      state.check(VisibleFiles.ask(calls, repository), repository, findings);
    }
    tree.check(VisibleFiles.ask(calls, tree.repository()), findings);
    settle(calls);
    awaitCaughtUp(calls);
    for (String repository : state.names()) {
      VisibleFiles visible = VisibleFiles.ask(calls, repository);
      state.check(visible, repository, findings);
      requireVerified(visible);
    }
    VisibleFiles visible = VisibleFiles.ask(calls, tree.repository());
    tree.check(visible, findings);
    requireVerified(visible);
    findings.count("looks after a kill");
  }

  private void requireVerified(VisibleFiles visible) {
    if (!visible.freshness().stream().allMatch("verified"::equals)) {
      findings.broken("all is visible and unchanged, but freshness is " + visible.freshness());
    }
  }

  /// Sends what is in doubt again, and some of what is not.
  private void settle(ServerCalls calls) throws IOException, InterruptedException {
    Writes writes = new Writes(calls, state, findings);
    for (FileRecord record : state.files()) {
      record.lock.lock();
      try {
        if (record.doubtful().isPresent()) {
          writes.settle(record);
        }
      } finally {
        record.lock.unlock();
      }
    }
    state.batchesSettled();
    for (int i = 0; i < REPEATED_SAMPLES; i++) {
      FileRecord record = state.any(random);
      record.lock.lock();
      try {
        if (random.nextBoolean()) {
          writes.repeat(record);
        } else {
          writes.late(record);
        }
      } finally {
        record.lock.unlock();
      }
    }
    Crowd.sync(calls, tree, findings);
  }

  /// Until all that the ledger holds is visible.
  private void awaitCaughtUp(ServerCalls calls) throws IOException, InterruptedException {
    awaitStatus(
        calls,
        status ->
            status.body().path("pending").asLong(-1) == 0
                && status.body().path("as_of").path("sequence").asLong(-1)
                    >= status.body().path("head").asLong(0),
        "visible");
  }

  private void awaitStatus(ServerCalls calls, Predicate<Reply> reached, String what)
      throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + CATCH_UP_TIME.toNanos();
    Reply status = calls.status();
    while (!reached.test(status)) {
      if (System.nanoTime() > giveUp) {
        findings.broken("not all is %s after %s: %s".formatted(what, CATCH_UP_TIME, status));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(10); // another process works; there is nothing to wait on
      status = calls.status();
    }
    if (status.body().path("set_aside_count").asInt(0) > 0) {
      findings.broken("good files were set aside: " + status.body().path("set_aside"));
    }
  }

  /// Looks once more, lets the server end by itself, and compares with a clean build.
  private IndexComparison lastLife() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(command, data);
        ServerCalls calls = new ServerCalls(ready(server))) {
      look(calls);
      // Built cleanly means by the rules that a new directory begins with.
      String first = firstGeneration.replaceFirst("_.*", "");
      String precision = firstGeneration.split("_", -1)[1];
      if (!generation(data).endsWith(firstGeneration)) {
        caretaker.switchTo(calls, first, precision);
        awaitCaughtUp(calls);
      }
      end(server, calls);
    }
    caretaker.check(config.folder().resolve("restored"));
    progress.accept("building the same index cleanly, to compare");
    Path clean = config.folder().resolve("clean");
    try (ServerProcess server = ServerProcess.start(command, clean);
        ServerCalls calls = new ServerCalls(server.awaitReady())) {
      prepare(calls);
      List<FileRecord> shuffled = new ArrayList<>(state.files());
      Collections.shuffle(shuffled, random);
      for (FileRecord record : shuffled) {
        Edition edition = record.acknowledged();
        if (!edition.isAbsent()) {
          require(calls.put(record.repository, record.path, edition.version(), edition.source()));
        }
      }
      Crowd.sync(calls, tree, findings);
      awaitCaughtUp(calls);
      end(server, calls);
    }
    return IndexComparison.of(generation(data), generation(clean));
  }

  private void end(ServerProcess server, ServerCalls calls)
      throws IOException, InterruptedException {
    awaitStatus(
        calls,
        status ->
            status.body().path("committed").asLong(-1) >= status.body().path("head").asLong(0),
        "committed");
    Optional<Integer> exit = server.stop();
    if (exit.isEmpty()) {
      findings.broken("the server did not end when it was told to: " + server.output());
    }
  }

  private static Path generation(Path data) {
    DataDirectory directory = DataDirectory.open(data);
    return directory.generationFolder(directory.currentGeneration().orElseThrow());
  }

  private Duration percentile(double share) {
    if (readyTimes.isEmpty()) {
      return Duration.ZERO;
    }
    List<Duration> sorted = readyTimes.stream().sorted().toList();
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.clamp(place, 0, sorted.size() - 1));
  }
}
