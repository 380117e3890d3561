package dev.kenning.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a real server does when its surroundings fail it. It runs in a process of its own, and the
/// system itself refuses: nothing in the server knows of a test.
final class FaultIT {
  private static final String REPOSITORY = "depot";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void fullDiskRefusesWritesPolitelyAndTakesThemAgainOnceThereIsRoom() throws Exception {
    Limits.assumeThatFilesCanBeLimited();
    try (ServerProcess server = ServerProcess.start(RealServer.command(), data());
        ServerCalls calls = new ServerCalls(server.awaitReady())) {
      calls.createRepository(REPOSITORY);
      Edition before = put(calls, new Edition("src/Crate01.java", 1, 2));
      awaitVisible(calls, before);

      Limits.filesEndAt(server, 4_096);
      Reply refused = calls.put(REPOSITORY, "src/Crate02.java", 1, source("src/Crate02.java", 1));
      assertThat(refused.status()).as("%s", refused).isEqualTo(503);
      assertThat(refused.retryAfter()).isPresent();
      assertThat(refused.body().path("title").asString("")).isNotEmpty();
      assertThat(visible(calls, before)).as("what was there still answers").isTrue();
      assertThat(calls.get("/healthz").status()).isEqualTo(200);

      Limits.lift(server);
      Edition after = put(calls, new Edition("src/Crate02.java", 1, 2));
      awaitVisible(calls, before, after);
      assertThat(server.isAlive()).isTrue();
    }
    try (ServerProcess server = ServerProcess.start(RealServer.command(), data());
        ServerCalls calls = new ServerCalls(server.awaitReady())) {
      awaitVisible(calls, new Edition("src/Crate01.java", 1, 2));
      awaitVisible(calls, new Edition("src/Crate02.java", 1, 2));
    }
  }

  /// The ledger's journal is small and the index's vectors are large, so a limit between the two
  /// lets changes be acknowledged that the index has no room for.
  @Test
  void whatTheIndexHasNoRoomForIsVisibleOnceThereIs() throws Exception {
    Limits.assumeThatFilesCanBeLimited();
    try (ServerProcess server = ServerProcess.start(RealServer.command(), data());
        ServerCalls calls = new ServerCalls(server.awaitReady())) {
      calls.createRepository(REPOSITORY);
      Edition before = put(calls, new Edition("src/Crate01.java", 1, 2));
      awaitVisible(calls, before);

      Limits.filesEndAt(server, Files.size(data().resolve("ledger.db-wal")) + 150_000);
      ObjectNode body = ServerCalls.JSON.createObjectNode();
      ArrayNode changes = body.putArray("changes");
      for (int file = 10; file < 50; file++) {
        Edition edition = new Edition("src/Crate%d.java".formatted(file), 1, 5);
        changes
            .addObject()
            .put("path", edition.path())
            .put("version", 1)
            .put("content", edition.source());
      }
      Reply acknowledged = calls.changes(REPOSITORY, body);
      assertThat(acknowledged.status()).as("%s", acknowledged).isEqualTo(202);
      awaitStatus(calls, status -> status.body().path("trouble").isString());
      assertThat(visible(calls, before)).as("what was there still answers").isTrue();

      Limits.lift(server);
      awaitVisible(calls, before, new Edition("src/Crate10.java", 1, 5));
      awaitVisible(calls, new Edition("src/Crate49.java", 1, 5));
      awaitStatus(calls, status -> !status.body().path("trouble").isString());
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void directoryGoneReadOnlyCostsNothingThatWasAcknowledged() throws Exception {
    ServerCommand command = Limits.heldByPermissions(RealServer.command());
    try (ServerProcess server = ServerProcess.start(command, data());
        ServerCalls calls = new ServerCalls(server.awaitReady())) {
      calls.createRepository(REPOSITORY);
      Edition before = put(calls, new Edition("src/Crate01.java", 1, 2));
      awaitVisible(calls, before);
      Edition late = new Edition("src/Crate02.java", 1, 2);
      Limits.writable(data(), false);
      boolean taken;
      try {
        Reply reply = calls.put(REPOSITORY, late.path(), 1, late.source());
        taken = reply.isSuccess();
        assertThat(taken || (reply.status() == 503 && reply.retryAfter().isPresent()))
            .as("%s", reply)
            .isTrue();
        assertThat(visible(calls, before)).isTrue();
      } finally {
        Limits.writable(data(), true);
      }
      if (!taken) {
        put(calls, late);
      }
      awaitVisible(calls, before, late);
    }
  }

  @Test
  void directoryThatCannotBeWrittenIsRefusedInPlainWords() throws Exception {
    ServerCommand command = Limits.heldByPermissions(RealServer.command());
    Files.createDirectories(data());
    Limits.writable(data(), false);
    try (ServerProcess server = ServerProcess.start(command, data())) {
      assertThat(server.awaitEnd(PATIENCE)).as(server.output()).contains(1);
      assertThat(server.output()).contains(data().toString()).doesNotContain("\tat ");
    } finally {
      Limits.writable(data(), true);
    }
  }

  @Test
  void secondServerOfADirectoryIsTurnedAwayAndToldWhoHasIt() throws Exception {
    try (ServerProcess first = ServerProcess.start(RealServer.command(), data());
        ServerCalls calls = new ServerCalls(first.awaitReady());
        ServerProcess second = ServerProcess.start(RealServer.command(), data())) {
      assertThat(second.awaitEnd(PATIENCE)).as(second.output()).contains(1);
      assertThat(second.output())
          .contains("kenning serve")
          .contains(Long.toString(first.pid()))
          .contains(first.awaitReady().toString());
      assertThat(calls.get("/readyz").status()).isEqualTo(200);
      assertThat(calls.createRepository(REPOSITORY).isSuccess()).isTrue();
    }
  }

  @Test
  void fileThatBreaksTheParserCostsNobodyElseAnything() throws Exception {
    try (ServerProcess server = ServerProcess.start(RealServer.command(), data());
        ServerCalls calls = new ServerCalls(server.awaitReady())) {
      calls.createRepository(REPOSITORY);
      String deep = "(".repeat(40_000) + "1" + ")".repeat(40_000);
      String path = "src/Deep.java";
      String poison = "class Deep { int depth() { return " + deep + "; } }";
      assertThat(calls.put(REPOSITORY, path, 1, poison).isSuccess()).isTrue();
      assertThat(calls.put(REPOSITORY, "src/Not.java", 1, "\u0000\u0001 not Java {{{").isSuccess())
          .isTrue();
      Edition good = put(calls, new Edition("src/Crate01.java", 1, 2));
      awaitVisible(calls, good);
      Reply status = awaitStatus(calls, one -> one.body().path("pending").asLong(1) == 0);
      assertThat(status.body().path("set_aside").toString()).contains("src/Not.java");
      assertThat(status.body().path("trouble").isString()).isFalse();

      Edition healed = put(calls, new Edition(path, 2, 1));
      put(calls, new Edition("src/Not.java", 2, 1));
      awaitVisible(calls, good, healed);
      awaitStatus(calls, one -> one.body().path("set_aside_count").asInt(-1) == 0);
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void backupWithoutRoomFailsInPlainWordsAndLeavesNoHalfOfOne() throws Exception {
    Limits.assumeThatFilesCanBeLimited();
    try (ServerProcess server = ServerProcess.start(RealServer.command(), data());
        ServerCalls calls = new ServerCalls(server.awaitReady())) {
      calls.createRepository(REPOSITORY);
      for (int file = 10; file < 20; file++) {
        put(calls, new Edition("src/Crate%d.java".formatted(file), 1, 3));
      }
      awaitVisible(calls, new Edition("src/Crate19.java", 1, 3));
      assertThat(server.stop()).isPresent();
    }
    Path copy = folder.resolve("copy.kenning");
    Process backup =
        new ProcessBuilder(
                RealServer.command()
                    .behind("prlimit", "--fsize=20000")
                    .run(List.of("backup", copy.toString(), "--data", data().toString())))
            .redirectErrorStream(true)
            .start();
    String said = new String(backup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(backup.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(backup.exitValue()).as(said).isEqualTo(1);
    assertThat(copy).doesNotExist();
    assertThat(said).doesNotContain("\tat ");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static String source(String path, long version) {
    return new Edition(path, version, 2).source();
  }

  /// Sends an edition; one that is refused for now is sent again, as a caller would.
  private static Edition put(ServerCalls calls, Edition edition) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    Reply reply = calls.put(REPOSITORY, edition.path(), edition.version(), edition.source());
    while (reply.status() == 503 && System.nanoTime() < giveUp) {
      TimeUnit.MILLISECONDS.sleep(100); // what Retry-After asks of a caller
      reply = calls.put(REPOSITORY, edition.path(), edition.version(), edition.source());
    }
    assertThat(reply.status()).as("%s", reply).isEqualTo(202);
    return edition;
  }

  private static boolean visible(ServerCalls calls, Edition... editions)
      throws IOException, InterruptedException {
    VisibleFiles visible = VisibleFiles.ask(calls, REPOSITORY);
    assertThat(visible.flaws()).isEmpty();
    for (Edition edition : editions) {
      if (!visible.edition(edition.path()).looksLike(edition)) {
        return false;
      }
    }
    return true;
  }

  private static void awaitVisible(ServerCalls calls, Edition... editions) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!visible(calls, editions)) {
      assertThat(System.nanoTime() - giveUp)
          .as("waiting for %s; the server says %s", List.of(editions), calls.status())
          .isNegative();
      TimeUnit.MILLISECONDS.sleep(50); // another process works; there is nothing to wait on
    }
  }

  private static Reply awaitStatus(ServerCalls calls, Predicate<Reply> reached) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    Reply status = calls.status();
    while (!reached.test(status)) {
      assertThat(System.nanoTime() - giveUp).as("the server says %s", status).isNegative();
      TimeUnit.MILLISECONDS.sleep(50); // another process works; there is nothing to wait on
      status = calls.status();
    }
    return status;
  }
}
