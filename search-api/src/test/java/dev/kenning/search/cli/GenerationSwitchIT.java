package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.generation.Generation;
import dev.kenning.indexer.generation.GenerationFolders;
import dev.kenning.indexer.generation.StoreCheck;
import dev.kenning.indexer.generation.StoreCheckReport;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.store.StoreAudit;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.query.SearchRequest;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From one real model to another and back, under questions that never stop, as an operator does
/// it: nothing faked. The steps build on one another.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class GenerationSwitchIT {
  private static final String INTENT = "parse a duration like 1h30m into milliseconds";
  private static final String OLD = "all-MiniLM-L6-v2";
  private static final String NEW = "bge-small-en-v1.5";
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
  void anIndexIsMadeByTheOldModel() {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("index", "orchard", "--model", OLD)).as(terminal.err()).isZero();
    assertThat(published().name()).startsWith(OLD);
  }

  @Test
  @Order(2)
  void aBuildKilledInTheMiddleGoesOnAndIsSoundInTheEnd() throws Exception {
    killed(child("generation", "build", "--model", NEW));
    assertThat(published().name()).startsWith(OLD);

    TerminalDouble again = terminal();
    assertThat(again.run("generation", "build", "--model", NEW, "--json")).as(again.err()).isZero();

    Generation built = generation(NEW);
    assertThat(built.standing()).isEqualTo(Generation.Standing.UNPUBLISHED);
    assertThat(check(built).findings()).isEmpty();
    assertThat(built.description().orElseThrow().size().methodCount())
        .isEqualTo(published().description().orElseThrow().size().methodCount());
  }

  @Test
  @Order(3)
  void bothCanBeComparedBeforeOneIsPublished() {
    for (Generation generation : generations()) {
      TerminalDouble terminal = terminal();
      int status =
          terminal.run(
              "evaluate",
              "--queries",
              "queries.jsonl",
              "--qrels",
              "qrels.jsonl",
              "--generation",
              generation.name(),
              "--json");
      assertThat(status).as(terminal.err()).isZero();
      assertThat(json(terminal.out()).path("MRR@10").path("mean").asDouble()).isGreaterThan(0.4);
    }
    TerminalDouble wrong = terminal();
    assertThat(
            wrong.run(
                "evaluate",
                "--queries",
                "queries.jsonl",
                "--qrels",
                "qrels.jsonl",
                "--generation",
                "nothing"))
        .isEqualTo(2);
    assertThat(wrong.err()).contains("There is no generation nothing").contains(NEW);
  }

  @Test
  @Order(4)
  void aServerSwitchesAndGoesBackWithoutAFailedOrMixedAnswer() throws Exception {
    TerminalDouble removed = terminal();
    assertThat(removed.run("generation", "remove", generation(NEW).name())).isZero();
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Thread serving =
        Thread.ofPlatform().start(() -> ended.complete(terminal().run("serve", "--port", "0")));
    try (Questions questions = Questions.ask(awaitServer(ended))) {
      questions.await(20);
      TerminalDouble build = terminal();
      assertThat(build.run("generation", "build", "--model", NEW, "--publish", "--json"))
          .as(build.err())
          .isZero();
      assertThat(json(build.out()).path("state").asString()).isEqualTo("published");
      questions.await(20);
      assertThat(questions.lastGeneration()).startsWith(NEW);

      TerminalDouble back = terminal();
      assertThat(back.run("generation", "rollback", "--json")).as(back.err()).isZero();
      questions.await(20);
      assertThat(questions.lastGeneration()).startsWith(OLD);

      assertThat(questions.failures()).isEmpty();
      assertThat(questions.models()).containsExactly(OLD, NEW, OLD); // and never to and fro
    } finally {
      serving.interrupt();
      assertThat(ended.get(60, TimeUnit.SECONDS)).isZero();
    }
    for (Generation generation : generations()) {
      assertThat(check(generation).findings()).as(generation.name()).isEmpty();
    }
  }

  @Test
  @Order(5)
  void aServerThatIsAskedForAnotherModelAnswersByTheOldOneUntilItIsThere() throws Exception {
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Thread serving =
        Thread.ofPlatform()
            .start(() -> ended.complete(terminal().run("serve", "--port", "0", "--model", NEW)));
    try (Questions questions = Questions.ask(awaitServer(ended))) {
      long giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (!questions.lastGeneration().startsWith(NEW) && System.nanoTime() - giveUp < 0) {
        questions.await(1);
      }
      assertThat(questions.failures()).isEmpty();
      assertThat(questions.models()).endsWith(NEW);
    } finally {
      serving.interrupt();
      assertThat(ended.get(60, TimeUnit.SECONDS)).isZero();
    }
    assertThat(published().name()).startsWith(NEW);
  }

  /// Asks the same over and over, and remembers who answered.
  private static final class Questions implements AutoCloseable {
    private final ServerClient client;
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread asking;

    private Questions(URI server) {
      client = new ServerClient(server);
      asking = Thread.ofPlatform().start(this::askOn);
    }

    static Questions ask(URI server) {
      return new Questions(server);
    }

    private void askOn() {
      while (!closing.get()) {
        try {
          Answer answer = client.search(SearchRequest.of(INTENT));
          boolean right =
              answer.degraded().isEmpty()
                  && !answer.results().isEmpty()
                  && answer.results().getFirst().symbol().contains("Durations.");
          answered.add(answer.asOf().generation());
          if (!right) {
            failures.add("wrong: " + answer);
          }
        } catch (RuntimeException e) {
          failures.add(e.toString());
        }
      }
    }

    /// Waits for some more answers.
    void await(int count) {
      int until = answered.size() + count;
      long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (answered.size() < until && System.nanoTime() - giveUp < 0) {
        assertThat(failures()).isEmpty();
        Thread.onSpinWait();
      }
      assertThat(answered.size()).isGreaterThanOrEqualTo(until);
    }

    String lastGeneration() {
      List<String> so = List.copyOf(answered);
      return so.isEmpty() ? "" : so.getLast();
    }

    List<String> failures() {
      return List.copyOf(failures);
    }

    /// The models that answered, each run of equal ones once.
    List<String> models() {
      List<String> models = new ArrayList<>();
      for (String generation : answered) {
        String model = generation.substring(0, generation.indexOf('_'));
        if (models.isEmpty() || !models.getLast().equals(model)) {
          models.add(model);
        }
      }
      return models;
    }

    @Override
    public void close() {
      closing.set(true);
      try {
        asking.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      client.close();
    }
  }

  private static Process child(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-Dai.djl.offline=true",
            "-cp",
            classPath(),
            "dev.kenning.search.cli.Kenning"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("child.log").toFile());
    builder.environment().put(DataOption.VARIABLE, data.toString());
    return builder.start();
  }

  /// Some launchers of tests load classes by a loader of their own.
  private static String classPath() {
    return GenerationSwitchIT.class.getClassLoader() instanceof URLClassLoader own
        ? Arrays.stream(own.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /// As soon as there is something of the new generation.
  private static void killed(Process process) throws Exception {
    long giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (process.isAlive()
        && generations().stream().noneMatch(one -> one.name().startsWith(NEW))
        && System.nanoTime() - giveUp < 0) {
      TimeUnit.MILLISECONDS.sleep(5); // another process's files: nothing to wait on
    }
    process.destroyForcibly().waitFor();
    assertThat(generations())
        .as(Files.readString(folder.resolve("child.log")))
        .anyMatch(one -> one.name().startsWith(NEW));
  }

  private static URI awaitServer(CompletableFuture<Integer> ended) throws InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      if (Holder.now(DataDirectory.open(data)) instanceof Holder.Server(URI address)) {
        return address;
      }
      assertThat(ended).as("the server runs").isNotDone();
      assertThat(System.nanoTime() - giveUp).as("waited a minute for the server").isNegative();
      TimeUnit.MILLISECONDS.sleep(50); // another thread's lock file: nothing to wait on
    }
  }

  private static StoreCheckReport check(Generation generation) {
    DataDirectory directory = DataDirectory.open(data);
    try (ChangeLedger ledger =
            SqliteChangeLedger.openReadOnly(directory.ledgerFile(), LedgerConfig.DEFAULT);
        StoreAudit audit = LuceneMethodStore.audit(generation.folder())) {
      return new StoreCheck(ledger, new MethodExtractor()).check(audit, (_, _) -> {});
    }
  }

  private static Generation published() {
    return new GenerationFolders(DataDirectory.open(data)).published().orElseThrow();
  }

  private static List<Generation> generations() {
    return new GenerationFolders(DataDirectory.open(data)).list();
  }

  private static Generation generation(String model) {
    return generations().stream()
        .filter(one -> one.name().startsWith(model))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode json(String line) {
    return JsonMapper.shared().readTree(line);
  }

  private static TerminalDouble terminal() {
    return new TerminalDouble(SAMPLES, Map.of(DataOption.VARIABLE, data.toString()), "");
  }
}
