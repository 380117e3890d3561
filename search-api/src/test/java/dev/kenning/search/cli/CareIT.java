package dev.kenning.search.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real data directory, damaged in each of its parts, looked after by the commands a person would
/// type.
final class CareIT {
  private static final String INTENT = "parse a duration like 1h30m into milliseconds";
  private static final Path SAMPLES =
      Path.of(System.getProperty("kenning.root", "..")).resolve("samples").toAbsolutePath();

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path made = Path.of("");
  private Path data = Path.of("");

  @BeforeAll
  static void index() throws IOException {
    made = shared.resolve("made");
    run(made, 0, "index", "orchard");
  }

  @BeforeEach
  void copy() throws IOException {
    data = folder.resolve("data");
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.toList()) {
        Path copy = data.resolve(made.relativize(file).toString());
        if (file.startsWith(made.resolve("models")) && Files.isRegularFile(file)) {
          Files.createLink(copy, file); // large, and never changed
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  void whatIsWholeIsCalledWholeAndLeftAlone() {
    TerminalDouble verify = run(data, 0, "verify");
    assertThat(verify.out()).contains("is whole").doesNotContain("DAMAGED", "! ");
    assertThat(run(data, 0, "repair").out()).contains("was whole; nothing was changed");
  }

  @Test
  void aBitFlippedInTheIndexIsFoundNamedAndMendedFromTheLedger() throws IOException {
    JsonNode before = search(data);
    Path vectors = largest(data.resolve("generations"), ".vec");
    flip(vectors, Files.size(vectors) / 2);
    TerminalDouble verify = run(data, 1, "verify");
    assertThat(verify.out())
        .contains("DAMAGED", vectors.getFileName().toString(), "kenning repair");
    TerminalDouble repair = run(data, 0, "repair");
    assertThat(repair.out()).contains("dropped the index", "is whole again");
    run(data, 0, "verify");
    assertSame(search(data), before);
  }

  @Test
  void aBitFlippedInAContentOfTheLedgerCostsThatFileAndSaysWhich() throws IOException {
    flip(data.resolve("ledger.db"), frameOfAContent());
    TerminalDouble verify = run(data, 1, "verify");
    assertThat(verify.out()).contains("ledger.db", "orchard", "kenning repair");
    TerminalDouble repair = run(data, 3, "repair", "--json");
    JsonNode saved = json(repair.out()).path("salvage");
    assertThat(saved.path("lost_files").asInt()).isEqualTo(1);
    String lost = saved.path("lost").path(0).asString();
    assertThat(lost).contains("orchard").endsWith(".java");
    run(data, 0, "verify");
    assertThat(data.resolve("ledger.db.damaged-1")).exists();

    run(data, 0, "index", "orchard"); // the tree still has it
    TerminalDouble status = run(data, 0, "status", "--json");
    assertThat(json(status.out()).path("methods").asLong())
        .isEqualTo(json(run(made, 0, "status", "--json").out()).path("methods").asLong());
  }

  @Test
  void aBitFlippedInTheCacheIsFoundAndCostsWhatItIsIn() throws IOException {
    Path cache = data.resolve("embedding-cache.db");
    flip(cache, Files.size(cache) / 2);
    TerminalDouble verify = run(data, 1, "verify");
    assertThat(verify.out()).contains("embedding-cache.db", "kenning repair");
    assertThat(run(data, 0, "repair").out()).contains("mended the embedding cache");
    run(data, 0, "verify");
  }

  @Test
  void aPointerToNothingIsFoundAndTheIndexBuiltAgain() throws IOException {
    Path generation = only(data.resolve("generations"));
    delete(generation);
    assertThat(run(data, 1, "verify").out()).contains("which is not there");
    TerminalDouble status = run(data, 3, "status");
    assertThat(status.out()).contains("trouble", "kenning repair", "methods     0");
    run(data, 0, "repair");
    run(data, 0, "verify");
    assertSame(search(data), search(made));
  }

  @Test
  void aBackupComesBackWithTheSameAnswers() {
    Path file = folder.resolve("kenning.backup");
    assertThat(run(data, 0, "backup", file.toString()).out()).contains("SHA-256");
    Path restored = folder.resolve("restored");
    assertThat(run(restored, 0, "restore", file.toString()).out()).contains("was built again");
    run(restored, 0, "verify");
    assertSame(search(restored), search(data));

    Path withIndex = folder.resolve("with-index.backup");
    run(data, 0, "backup", withIndex.toString(), "--with-index");
    Path fast = folder.resolve("fast");
    assertThat(run(fast, 0, "restore", withIndex.toString()).out()).contains("its index answers");
    run(fast, 0, "verify");
    assertSame(search(fast), search(data));
  }

  @Test
  void aBackupUnderWritesHoldsAllThatWasAcknowledgedBeforeIt() throws Exception {
    Path file = folder.resolve("kenning.backup");
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    Map<String, String> before;
    try (Serving _ = Serving.start(data);
        HttpClient client = HttpClient.newHttpClient()) {
      JsonNode status = json(run(data, 0, "status", "--json").out());
      String files = status.path("writer").path("url").asString() + "/v1/repositories/pushed";
      put(client, files, "application/json", "{}", 0);
      AtomicBoolean over = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; !over.get(); i++) {
                  String path = "P" + i % 50 + ".java";
                  String text = "class P { int version() { return %d; } }".formatted(i);
                  put(client, files + "/files/" + path, "text/plain", text, i + 1);
                  acknowledged.put(path, text);
                }
              });
      try {
        while (acknowledged.size() < 30) {
          Thread.onSpinWait();
        }
        before = Map.copyOf(acknowledged);
        run(data, 0, "backup", file.toString());
      } finally {
        over.set(true);
        writer.join();
      }
    }
    Path restored = folder.resolve("restored");
    run(restored, 0, "restore", file.toString());
    run(restored, 0, "verify");
    try (ChangeLedger ledger =
        SqliteChangeLedger.openReadOnly(restored.resolve("ledger.db"), LedgerConfig.DEFAULT)) {
      Map<String, LedgerEntry> held = ledger.files("pushed");
      assertThat(held.keySet()).containsAll(before.keySet());
      before.forEach((path, text) -> {
        byte[] bytes =
            ledger.content(requireNonNull(held.get(path)).content().orElseThrow()).toBytes();
        assertThat(version(new String(bytes, StandardCharsets.UTF_8)))
            .isGreaterThanOrEqualTo(version(text));
      });
    }
  }

  private static int version(String text) {
    return Integer.parseInt(text.replaceAll("\\D+", " ").strip());
  }

  private static void put(HttpClient client, String place, String type, String body, long version) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place))
            .header("Content-Type", type)
            .PUT(HttpRequest.BodyPublishers.ofString(body));
    if (version > 0) {
      request.header("Kenning-Version", Long.toString(version));
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDamagedBackupIsRefusedAndNothingTouched() throws IOException {
    Path file = folder.resolve("kenning.backup");
    run(data, 0, "backup", file.toString());
    flip(file, Files.size(file) / 2);
    TerminalDouble restore = run(data, 1, "restore", file.toString(), "--replace");
    assertThat(restore.err()).contains("cannot be restored", "Nothing was touched");
    run(data, 0, "verify");
    assertThat(run(data, 2, "restore", file.toString()).err()).contains("--replace");
  }

  @Test
  void whatIsForgottenIsInNoFileAnyMore() throws IOException {
    indexMarked();
    assertThat(run(data, 0, "forget", "marked").out()).contains("erased");
    assertThat(filesWithMarker()).isEmpty();
    run(data, 0, "verify");
    assertSame(search(data), search(made));
    assertThat(run(data, 2, "forget", "marked").err()).contains("marked");
  }

  @Test
  void whatIsForgottenWhileAServerAnswersIsInNoFileAnyMoreEither() throws Exception {
    indexMarked();
    try (Serving _ = Serving.start(data)) {
      assertThat(run(data, 0, "forget", "marked").out()).contains("erased");
      assertThat(filesWithMarker()).isEmpty();
      JsonNode status = json(run(data, 0, "status", "--json").out());
      assertThat(status.path("erasing").asInt(-1)).isZero();
      assertThat(status.path("writer").path("url").asString()).startsWith("http://127.0.0.1:");
      assertThat(run(data, 0, "compact").out()).contains("in all");
      run(data, 0, "verify");
      assertThat(run(data, 1, "serve", "--port", "0").err())
          .contains("kenning serve", "http://127.0.0.1:");
      assertThat(run(data, 1, "repair").err()).contains("http://127.0.0.1:");
    }
    assertSame(search(data), search(made));
  }

  @Test
  void compactingGivesSpaceBackAndChangesNoAnswer() throws IOException {
    indexMarked();
    Path tree = folder.resolve("marked");
    for (int i = 0; i < 3; i++) {
      Files.writeString(tree.resolve("Marked.java"), marked("edition" + i));
      run(data, 0, "index", tree.toString());
    }
    JsonNode report = json(run(data, 0, "compact", "--json").out());
    assertThat(report.path("changes_dropped").asLong()).isEqualTo(3);
    assertThat(report.path("vectors_dropped").asLong()).isPositive();
    run(data, 0, "verify");
    assertThat(run(data, 0, "search", "edition2", "--json").out()).contains("edition2");
    assertThat(run(data, 0, "index", tree.toString()).out()).contains("nothing changed");
  }

  private static final String MARKER = "qzxwvkjhgfd8173650294";

  private void indexMarked() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("marked"));
    Files.writeString(tree.resolve("Marked.java"), marked("first"));
    run(data, 0, "index", tree.toString());
    assertThat(filesWithMarker()).isNotEmpty();
  }

  private static String marked(String method) {
    return """
    class Marked {
      /// Reads %s from the drawer.
      String %s() { return "%s in the drawer"; }
    }
    """
        .formatted(MARKER, method, MARKER);
  }

  private java.util.List<Path> filesWithMarker() throws IOException {
    java.util.List<Path> found = new java.util.ArrayList<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (!file.startsWith(data.resolve("models")) && bytes.contains(MARKER)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /// A server in this process, as the command starts it.
  private record Serving(Thread thread, java.util.concurrent.CompletableFuture<Integer> ended)
      implements AutoCloseable {
    static Serving start(Path data) throws InterruptedException {
      java.util.concurrent.CompletableFuture<Integer> ended =
          new java.util.concurrent.CompletableFuture<>();
      TerminalDouble terminal =
          new TerminalDouble(SAMPLES, Map.of(DataOption.VARIABLE, data.toString()), "");
      Thread thread =
          Thread.ofPlatform().start(() -> ended.complete(terminal.run("serve", "--port", "0")));
      long giveUp = System.nanoTime() + java.time.Duration.ofMinutes(2).toNanos();
      while (!(Holder.now(dev.kenning.indexer.run.DataDirectory.open(data))
          instanceof Holder.Server)) {
        assertThat(ended).as(terminal.err()).isNotDone();
        assertThat(System.nanoTime() - giveUp).isNegative();
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(50); // another process's lock, as it were
      }
      return new Serving(thread, ended);
    }

    @Override
    public void close() {
      thread.interrupt();
      assertThat(ended.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join()).isZero();
    }
  }

  private static TerminalDouble run(Path data, int status, String... arguments) {
    TerminalDouble terminal =
        new TerminalDouble(SAMPLES, Map.of(DataOption.VARIABLE, data.toString()), "");
    assertThat(terminal.run(arguments)).as(terminal.out() + terminal.err()).isEqualTo(status);
    return terminal;
  }

  private static JsonNode search(Path data) {
    return json(run(data, 0, "search", INTENT, "--json", "--limit", "20").out()).path("results");
  }

  /// The same methods in the same order; scores may differ in the last bits with the batches.
  private static void assertSame(JsonNode found, JsonNode expected) {
    assertThat(found.findValuesAsString("id")).isEqualTo(expected.findValuesAsString("id"));
    assertThat(found.findValuesAsString("code")).isEqualTo(expected.findValuesAsString("code"));
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.path(i).path("score").asDouble())
          .isCloseTo(
              expected.path(i).path("score").asDouble(),
              org.assertj.core.api.Assertions.within(0.01));
    }
  }

  private static JsonNode json(String line) {
    return JsonMapper.shared().readTree(line);
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 0x10;
    Files.write(file, bytes);
  }

  /// Somewhere in a zstd frame: a little behind its magic number.
  private long frameOfAContent() throws IOException {
    String bytes =
        new String(Files.readAllBytes(data.resolve("ledger.db")), StandardCharsets.ISO_8859_1);
    int frame = bytes.indexOf("(\u00b5/\u00fd");
    assertThat(frame).isPositive();
    return frame + 60L;
  }

  private static Path largest(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
