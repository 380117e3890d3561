package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ForwardingEmbedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What each level of consistency promises, held against a server under writes: real HTTP, a real
/// ledger, a real Lucene index. The embedder needs no model, since what is claimed is about order
/// and not about meaning.
///
/// Every method says in its body which version of its file it belongs to, so that a reader can tell
/// an old one, a half one and a mixed one.
///
/// Ends after so many writes or so many seconds, whichever comes first;
/// `-Dkenning.consistency.writes=10000 -Dkenning.consistency.seconds=3600` runs it in full.
final class ConsistencyTest {
  private static final int WRITER_COUNT = 8;
  private static final int READER_COUNT = 8;
  private static final int METHODS_PER_FILE = 4;
  private static final int DELETED_EVERY = 10;
  private static final int WRITE_COUNT = Integer.getInteger("kenning.consistency.writes", 1_000);
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("kenning.consistency.seconds", 25));

  @TempDir Path folder;

  @Test
  @Timeout(900)
  void eachLevelKeepsItsPromiseUnderEightWritersAndEightReaders() throws Exception {
    try (RunningServer server = start(new HashingEmbedder());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.put("/v1/repositories/sent", "{}");
      Deadline end = Deadline.after(TIME);
      AtomicLongArray begun = new AtomicLongArray(WRITER_COUNT);
      AtomicLongArray acknowledged = new AtomicLongArray(WRITER_COUNT);
      AtomicLong writersLeft = new AtomicLong(WRITER_COUNT);
      AtomicLong strongReads = new AtomicLong();
      AtomicLong eventualReads = new AtomicLong();
      List<Callable<Void>> everybody = new ArrayList<>();
      for (int i = 0; i < WRITER_COUNT; i++) {
        int writer = i;
        everybody.add(() -> {
          try {
            writeAndReadBack(server, writer, begun, acknowledged, end);
          } finally {
            writersLeft.decrementAndGet();
          }
          return null;
        });
      }
      for (int i = 0; i < READER_COUNT; i++) {
        int reader = i;
        everybody.add(() -> {
          for (int turn = 0; writersLeft.get() > 0; turn++) {
            int writer = (reader + turn) % WRITER_COUNT;
            if (reader % 2 == 0) {
              readStrongly(server, writer, begun, acknowledged);
              strongReads.incrementAndGet();
            } else {
              readWhatIsThere(server, writer);
              eventualReads.incrementAndGet();
            }
          }
          return null;
        });
      }
      awaitAll(threads.invokeAll(everybody));
      long writes =
          IntStream.range(0, WRITER_COUNT).mapToLong(writer -> acknowledged.get(writer)).sum();
      System.out.printf(
          "%d writes read back, %d strong and %d eventual reads beside them%n",
          writes, strongReads.get(), eventualReads.get());
      assertThat(writes).isGreaterThanOrEqualTo(WRITER_COUNT);
      assertThat(strongReads.get()).isPositive();
      assertThat(eventualReads.get()).isPositive();
    }
  }

  /// The writer is the only one of its file, so what it reads is what it wrote, and nothing else.
  private static void writeAndReadBack(
      RunningServer server,
      int writer,
      AtomicLongArray begun,
      AtomicLongArray acknowledged,
      Deadline end) {
    long last = WRITE_COUNT / WRITER_COUNT;
    for (long version = 1; version <= last && !end.hasPassed(); version++) {
      begun.set(writer, version);
      String token = write(server, writer, version);
      acknowledged.set(writer, version);
      Seen seen = search(server, writer, "{\"at_least\": \"" + token + "\"}");
      assertThat(seen.version(version))
          .as("writer %d reads back version %d: %s", writer, version, seen)
          .isEqualTo(version);
    }
  }

  private static String write(RunningServer server, int writer, long version) {
    String path = "/v1/repositories/sent/files/" + fileOf(writer);
    HttpResponse<String> response =
        insistently(() ->
            server.send(
                isDeletion(version)
                    ? server.request(path).header("Kenning-Version", "" + version).DELETE()
                    : server
                        .request(path)
                        .header("Kenning-Version", "" + version)
                        .PUT(BodyPublishers.ofString(source(writer, version)))));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return RunningServer.json(response).get("token").stringValue();
  }

  private static void readStrongly(
      RunningServer server, int writer, AtomicLongArray begun, AtomicLongArray acknowledged) {
    long before = acknowledged.get(writer);
    Seen seen = search(server, writer, "\"strong\"");
    assertThat(seen.version(before, begun.get(writer)))
        .as("writer %d had version %d acknowledged: %s", writer, before, seen)
        .isGreaterThanOrEqualTo(before);
  }

  private static void readWhatIsThere(RunningServer server, int writer) {
    Seen seen = search(server, writer, "\"eventual\"");
    assertThat(seen.waited()).as("eventual never waits").isFalse();
  }

  /// What one answer showed of one file.
  ///
  /// @param versions of the methods found; one version, of all methods, or none
  private record Seen(List<Long> versions, boolean waited) {
    /// The version: where no method is there, the deletion that may be what was seen.
    ///
    /// @param least what must be seen, or something later
    /// @param most the last version that was begun
    /// @return -1 if there is no such deletion
    long version(long least, long most) {
      if (!versions.isEmpty()) {
        return versions.getFirst();
      }
      long deletion = (least + DELETED_EVERY - 1) / DELETED_EVERY * DELETED_EVERY;
      return deletion <= most ? deletion : -1; // version 0, before the first, counts as one
    }

    long version(long only) {
      return version(only, only);
    }
  }

  private static Seen search(RunningServer server, int writer, String consistency) {
    String question =
        """
        {"query": "marker part", "mode": "lexical", "limit": 50, "deadline_ms": 30000,
         "filter": {"paths": ["%s"]}, "consistency": %s}
        """
            .formatted(fileOf(writer), consistency);
    HttpResponse<String> response = insistently(() -> server.post("/v1/search", question));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode answer = RunningServer.json(response);
    List<Long> versions =
        answer
            .get("results")
            .valueStream()
            .map(result -> result.get("code").stringValue())
            .map(code -> Long.valueOf(code.replaceAll("(?s).*version (\\d+) .*", "$1")))
            .toList();
    if (!versions.isEmpty()) {
      assertThat(versions)
          .as("all methods of one version of a file, and no other")
          .hasSize(METHODS_PER_FILE)
          .containsOnly(versions.getFirst());
    }
    return new Seen(versions, answer.get("timing_ms").has("wait"));
  }

  /// A machine that has much else to do may make the server turn somebody away, which breaks no
  /// promise of these levels: whoever is asked to come again does.
  private static HttpResponse<String> insistently(Supplier<HttpResponse<String>> request) {
    Deadline patience = Deadline.after(Duration.ofSeconds(30));
    HttpResponse<String> response = request.get();
    while (response.statusCode() == 503
        && response.headers().firstValue("Retry-After").isPresent()
        && !patience.hasPassed()) {
      response = request.get();
    }
    return response;
  }

  private static boolean isDeletion(long version) {
    return version % DELETED_EVERY == 0;
  }

  private static String fileOf(int writer) {
    return "Writer" + writer + ".java";
  }

  private static String source(int writer, long version) {
    StringBuilder source = new StringBuilder("class Writer" + writer + " {\n");
    for (int part = 0; part < METHODS_PER_FILE; part++) {
      source.append("  /// Marker part.\n  String markerPart%d() {\n".formatted(part));
      source.append("    return \"version %d of writer %d\";\n  }\n".formatted(version, writer));
    }
    return source.append("}\n").toString();
  }

  private static void awaitAll(List<Future<Void>> everybody) throws InterruptedException {
    for (Future<Void> one : everybody) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new AssertionError("A caller failed", e.getCause());
      }
    }
  }

  @Test
  void whereTheViewStandsStillEventualAnswersAndTheOthersSayWhatIsAwaited() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    try (RunningServer server = start(new HeldEmbedder(held))) {
      server.put("/v1/repositories/sent", "{}");
      String token = write(server, 0, 1);
      Seen eventual = search(server, 0, "\"eventual\"");
      assertThat(eventual.versions()).isEmpty();

      for (String level :
          List.of("\"strong\"", "{\"at_least\": \"" + token + "\"}", "{\"max_staleness_ms\": 0}")) {
        JsonNode late = late(server, level);
        assertThat(late.get("type").stringValue()).isEqualTo("urn:kenning:problem:not-yet-visible");
        assertThat(late.at("/awaited/sequence").longValue()).isEqualTo(1);
        assertThat(late.at("/awaited/visible").longValue()).isZero();
      }
      HttpResponse<String> oldEnough =
          server.post(
              "/v1/search",
              "{\"query\": \"marker\", \"consistency\": {\"max_staleness_ms\": 600000}}");
      assertThat(oldEnough.statusCode()).isEqualTo(200);
      assertThat(RunningServer.json(oldEnough).get("pending").longValue()).isEqualTo(1);

      held.countDown();
      assertThat(search(server, 0, "{\"at_least\": \"" + token + "\"}").version(1)).isEqualTo(1);
      assertThat(search(server, 0, "{\"max_staleness_ms\": 0}").version(1)).isEqualTo(1);
    }
  }

  private static JsonNode late(RunningServer server, String level) {
    HttpResponse<String> response =
        server.post(
            "/v1/search",
            """
            {"query": "marker", "mode": "lexical", "deadline_ms": 100, "consistency": %s}
            """
                .formatted(level));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(504);
    return RunningServer.json(response);
  }

  @Test
  void tokenIsGoodAcrossARestartAndNowhereElse() throws Exception {
    String token;
    try (RunningServer server = start(new HashingEmbedder())) {
      server.put("/v1/repositories/sent", "{}");
      token = write(server, 0, 1);
    }
    try (RunningServer server = start(new HashingEmbedder())) {
      assertThat(search(server, 0, "{\"at_least\": \"" + token + "\"}").version(1)).isEqualTo(1);
    }
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (RunningServer server = RunningServer.start(elsewhere)) {
      HttpResponse<String> response =
          server.post(
              "/v1/search",
              "{\"query\": \"marker\", \"consistency\": {\"at_least\": \"" + token + "\"}}");
      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(RunningServer.json(response).get("type").stringValue())
          .isEqualTo("urn:kenning:problem:unknown-token");
    }
  }

  @Test
  void strongAnswerHasSeenWhatWasSavedInAFollowedTreeBefore() throws Exception {
    Path root = Files.createDirectory(folder.resolve("tree"));
    try (RunningServer server = start(new HashingEmbedder())) {
      server.put("/v1/repositories/tree", "{\"root\": \"" + root + "\"}");
      for (long version = 1; version <= 5; version++) {
        RunningServer.file(root, fileOf(0), source(0, version));
        assertThat(search(server, 0, "\"strong\"").version(version)).isEqualTo(version);
      }
    }
  }

  private RunningServer start(Embedder embedder) {
    return RunningServer.start(
        folder,
        embedder,
        fingerprint ->
            LuceneMethodStore.open(folder.resolve("index"), fingerprint, StoreConfig.DEFAULT),
        HttpConfig.defaults().withAddress("127.0.0.1", 0));
  }

  /// Makes no vector of a passage until it is let go.
  private static final class HeldEmbedder extends ForwardingEmbedder {
    private final CountDownLatch held;

    HeldEmbedder(CountDownLatch held) {
      super(new HashingEmbedder());
      this.held = held;
    }

    @Override
    public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.embedPassages(texts, deadline);
    }
  }
}
