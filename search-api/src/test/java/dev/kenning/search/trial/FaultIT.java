package dev.kenning.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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

      SearchLoad load = new SearchLoad(calls, 4, new AtomicInteger(), Optional::empty);
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
      load.stop();
      assertThat(load.refused()).as("questions that were not answered meanwhile").isZero();
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

  /// A body that is only half there when the server is told to stop: the other half is waited for,
  /// and what it makes is acknowledged. Meanwhile the next server of the directory waits.
  @Test
  void stoppingLetsRequestsUnderWayEndAndTheNextServerWaitsForIt() throws Exception {
    Edition last = new Edition("src/Crate01.java", 1, 2);
    try (ServerProcess first = ServerProcess.start(RealServer.command(), data());
        ServerCalls calls = new ServerCalls(first.awaitReady())) {
      calls.createRepository(REPOSITORY);
      // large enough not to be taken for one that is sent too slowly, while a server starts
      String padding = "/* " + "parcels ".repeat(10_000) + " */";
      byte[] body = (last.source() + padding).getBytes(StandardCharsets.UTF_8);
      try (Socket caller =
          new Socket(InetAddress.getLoopbackAddress(), first.awaitReady().getPort())) {
        caller.setSoTimeout(30_000);
        caller
            .getOutputStream()
            .write(
                """
                PUT /v1/repositories/%s/files/%s HTTP/1.1
                Host: localhost
                Kenning-Version: 1
                Content-Length: %d

                """
                    .formatted(REPOSITORY, last.path(), body.length)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().write(body, 0, body.length / 2);
        caller.getOutputStream().flush();
        await(() -> reserved(calls) > 0);

        long asked = System.nanoTime();
        CompletableFuture<Optional<Integer>> stopped =
            CompletableFuture.supplyAsync(() -> {
              try {
                return first.stop();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
        try (ServerProcess second = ServerProcess.start(RealServer.command(), data())) {
          await(() -> second.output().contains("waiting for `kenning serve`"));
          assertThat(stopped).isNotDone();
          caller.getOutputStream().write(body, body.length / 2, body.length - body.length / 2);
          caller.getOutputStream().flush();
          String heard = new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(heard).startsWith("HTTP/1.1 202");
          assertThat(stopped.get(30, TimeUnit.SECONDS)).isPresent();
          assertThat(Duration.ofNanos(System.nanoTime() - asked))
              .isLessThan(Duration.ofSeconds(25));
          try (ServerCalls next = new ServerCalls(second.awaitReady())) {
            awaitVisible(next, last);
          }
        }
      }
    }
  }

  private static double reserved(ServerCalls calls) {
    try {
      return calls
          .text("/metrics")
          .lines()
          .filter(line -> line.startsWith("kenning_request_body_reserved_bytes "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier reached) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime() - giveUp).isNegative();
      TimeUnit.MILLISECONDS.sleep(20); // another process works; there is nothing to wait on
    }
  }

  /// Callers go on asking while a folder that is followed is not there, and after it is back.
  @Test
  void treeThatDisappearsCostsNoAnswerAndIsFollowedAgainOnceItIsBack() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Path away = folder.resolve("away");
    Files.writeString(tree.resolve("Crate.java"), crate("weighCrate"));
    try (ServerProcess server =
            ServerProcess.start(RealServer.command(), data(), tree.toString(), "--watch");
        ServerCalls calls = new ServerCalls(server.awaitReady());
        SearchLoad load = new SearchLoad(calls, 4, new AtomicInteger(), Optional::empty)) {
      awaitStatus(calls, status -> treeState(status).equals("watching"));

      Files.move(tree, away);
      awaitStatus(calls, status -> treeState(status).equals("missing"));
      Reply found = calls.search(question("weighCrate", "eventual"));
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.body().at("/results/0/freshness").asString("")).isEqualTo("unverified");
      Reply strong = calls.search(question("weighCrate", "strong"));
      assertThat(strong.status()).isEqualTo(200);
      assertThat(strong.body().path("degraded").toString()).contains("tree");

      Files.writeString(away.resolve("Crate.java"), crate("liftCrate"));
      Files.move(away, tree);
      awaitStatus(calls, status -> treeState(status).equals("watching"));
      await(() -> method(calls, "liftCrate").equals("liftCrate"));
      load.stop();
      assertThat(load.refused()).isZero();
      assertThat(load.timings().count()).isPositive();
    }
  }

  private static String crate(String method) {
    return "class Crate { int %s(int[] parcels) { int sum = 0; for (int one : parcels) { sum += one; }"
            .formatted(method)
        + " return sum; } }";
  }

  private static ObjectNode question(String query, String consistency) {
    return ServerCalls.JSON.createObjectNode().put("query", query).put("consistency", consistency);
  }

  private static String treeState(Reply status) {
    return status.body().at("/trees/0/state").asString("");
  }

  private static String method(ServerCalls calls, String query) {
    try {
      return calls.search(question(query, "eventual")).body().at("/results/0/method").asString("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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
