package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.indexer.run.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole product by its command line, nothing faked: a real model, a real index, real HTTP. The
/// steps build on one another, as a user's do.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EndToEndIT {
  private static final String INTENT = "parse a duration like 1h30m into milliseconds";
  private static final Path SAMPLES =
      Path.of(System.getProperty("kenning.root", "..")).resolve("samples").toAbsolutePath();

  @TempDir static Path folder;
  private static Path data = Path.of("");

  @BeforeAll
  static void choosePlace() {
    data = folder.resolve("data");
  }

  @Test
  @Order(1)
  void treeIsIndexed() {
    TerminalDouble terminal = terminal("");
    assertThat(terminal.run("index", "orchard", "--json")).as(terminal.err()).isZero();
    JsonNode report = json(terminal.out());
    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(report.path("methods_indexed").asInt()).isGreaterThan(30);
    assertThat(terminal.out().strip().lines()).hasSize(1);
  }

  @Test
  @Order(2)
  void rightMethodIsOnTop() {
    TerminalDouble terminal = terminal("");
    assertThat(terminal.run("search", INTENT, "--json")).as(terminal.err()).isZero();
    JsonNode best = json(terminal.out()).path("results").path(0);
    assertThat(best.path("symbol").asString()).contains("Durations.toMillis");
    assertThat(best.path("freshness").asString()).isEqualTo("verified");
  }

  @Test
  @Order(3)
  void answerForPeopleShowsPlaceSignatureAndCode() {
    TerminalDouble terminal = terminal("");
    assertThat(terminal.run("search", INTENT, "--limit", "1")).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("orchard/src/main/java/orchard/time/Durations.java:")
        .contains("long toMillis(String text)")
        .contains("1 method in");
  }

  @Test
  @Order(4)
  void wordsAloneNeedNoModel() {
    TerminalDouble terminal = terminal("");
    assertThat(terminal.run("search", "duration millis", "--mode", "lexical", "--json")).isZero();
    assertThat(json(terminal.out()).path("results").path(0).path("path").asString())
        .contains("Durations.java");
  }

  @Test
  @Order(5)
  void similarMethodsAreFoundByPlaceAndByCode() {
    TerminalDouble byPlace = terminal("");
    assertThat(
            byPlace.run(
                "similar", "orchard/src/main/java/orchard/time/Durations.java:20", "--json"))
        .as(byPlace.err())
        .isZero();
    assertThat(json(byPlace.out()).path("results").size()).isPositive();
    TerminalDouble byCode =
        terminal("long parse(String text) { return Duration.parse(text).toMillis(); }");
    assertThat(byCode.run("similar", "--code", "-", "--json")).as(byCode.err()).isZero();
    assertThat(json(byCode.out()).path("results").path(0).path("path").asString())
        .contains("orchard/time/");
  }

  @Test
  @Order(5)
  void callersAndCalleesAreShownByPlaceAndById() {
    TerminalDouble callees = terminal("");
    String place = "orchard/src/main/java/orchard/time/Durations.java:20";
    assertThat(callees.run("callees", place, "--json")).as(callees.err()).isZero();
    JsonNode called = json(callees.out()).at("/callees/0/targets/0");
    assertThat(called.path("symbol").asString())
        .isEqualTo("orchard.time.Durations.unitMillis(String)");
    TerminalDouble callers = terminal("");
    assertThat(callers.run("callers", called.path("id").asString())).as(callers.err()).isZero();
    assertThat(callers.out()).contains("orchard.time.Durations.toMillis(String)", "1 call");
    TerminalDouble nowhere = terminal("");
    assertThat(nowhere.run("callers", "orchard/src/main/java/orchard/time/Durations.java:2"))
        .isEqualTo(2);
    assertThat(nowhere.err()).contains("no indexed method holds line 2");
  }

  @Test
  @Order(6)
  void secondRunHasNothingToDo() {
    TerminalDouble terminal = terminal("");
    assertThat(terminal.run("index", "orchard")).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("nothing changed");
  }

  @Test
  @Order(7)
  void evaluationOfTheSamplesFindsMostAnswersFirst() throws IOException {
    Path results = folder.resolve("results.jsonl");
    TerminalDouble terminal = terminal("");
    int status =
        terminal.run(
            "evaluate",
            "--queries",
            "queries.jsonl",
            "--qrels",
            "qrels.jsonl",
            "--json",
            "--results",
            results.toString());
    assertThat(status).as(terminal.err()).isZero();
    assertThat(json(terminal.out()).path("MRR@10").path("mean").asDouble()).isGreaterThan(0.6);
    assertThat(Files.readString(results)).startsWith("{\"query_id\":").contains("\"end_line\":");
  }

  @Test
  @Order(8)
  void secondWriterIsRefusedAndTheFirstIsNamed() {
    DataDirectory directory = DataDirectory.open(data);
    TerminalDouble terminal = terminal("");
    try (WriterLock _ = directory.lock(LockOwner.thisProcess("index"))) {
      assertThat(terminal.run("index", "orchard")).isEqualTo(1);
    }
    assertThat(terminal.err())
        .contains("`kenning index` (process " + ProcessHandle.current().pid())
        .contains("--data");
  }

  @Test
  @Order(9)
  void brokenFileIsListedAndTheRestIsIndexed() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(tree.resolve("Good.java"), "class Good { int two() { return 1 + 1; } }");
    Files.writeString(tree.resolve("Bad.java"), "this is not Java at all {{{");
    TerminalDouble terminal = terminal("");
    assertThat(terminal.run("index", tree.toString())).isEqualTo(3);
    assertThat(terminal.out()).contains("Bad.java").contains("1 method indexed");
  }

  @Test
  @Order(10)
  void dryRunKeepsNothing() {
    TerminalDouble terminal = terminal("");
    assertThat(terminal.run("index", "orchard", "--dry-run", "--data", folder + "/none")).isZero();
    assertThat(terminal.out()).contains("nothing was kept");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  @Order(11)
  void statusTellsWhatIsThere() {
    TerminalDouble terminal = terminal("");
    terminal.run("status");
    assertThat(terminal.out()).contains("orchard").contains("kenning-java-small");
  }

  @Test
  @Order(12)
  void runningServerIsAskedInstead() throws Exception {
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Thread serving =
        Thread.ofPlatform().start(() -> ended.complete(terminal("").run("serve", "--port", "0")));
    try {
      awaitServer(ended);
      TerminalDouble search = terminal("");
      assertThat(search.run("search", INTENT, "--json")).as(search.err()).isZero();
      assertThat(json(search.out()).path("results").path(0).path("symbol").asString())
          .contains("Durations.toMillis");
      TerminalDouble index = terminal("");
      assertThat(index.run("index", "orchard")).as(index.err()).isZero();
      assertThat(index.out()).contains("by the server");
    } finally {
      serving.interrupt();
    }
    assertThat(ended.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(DataDirectory.open(data).writer()).isEmpty();
  }

  private static void awaitServer(CompletableFuture<Integer> ended) throws InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!(Holder.now(DataDirectory.open(data)) instanceof Holder.Server)) {
      assertThat(ended).as("the server runs").isNotDone();
      assertThat(System.nanoTime() - giveUp).as("waited a minute for the server").isNegative();
      Thread.onSpinWait();
      TimeUnit.MILLISECONDS.sleep(50); // another thread's lock file: nothing to wait on
    }
  }

  private static JsonNode json(String line) {
    return JsonMapper.shared().readTree(line);
  }

  private static TerminalDouble terminal(String input) {
    return new TerminalDouble(SAMPLES, Map.of(DataOption.VARIABLE, data.toString()), input);
  }
}
