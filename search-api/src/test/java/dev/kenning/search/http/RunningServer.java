package dev.kenning.search.http;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.follow.FollowConfig;
import dev.kenning.indexer.follow.FollowedTrees;
import dev.kenning.indexer.generation.GoneMethods;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexStages;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.run.TreeIntake;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import dev.kenning.indexer.testing.InMemoryMethodStore;
import dev.kenning.search.access.AccessControl;
import dev.kenning.search.access.KeyFile;
import dev.kenning.search.answer.AnswerThreads;
import dev.kenning.search.answer.Catchup;
import dev.kenning.search.answer.IndexStatus;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.LiveCatchup;
import dev.kenning.search.answer.MethodLookup;
import dev.kenning.search.answer.SimilarSearch;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.snippet.SnippetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server on a free port over a real ledger and real upkeep, with an embedder that needs no model
/// and a store on the heap.
final class RunningServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration WAIT = Duration.ofSeconds(20);

  final AtomicBoolean ready = new AtomicBoolean(true);
  private final ChangeLedger ledger;
  private final MethodStore store;
  private final IndexWorkers workers = IndexWorkers.start(1);
  private final AnswerThreads answering = AnswerThreads.start(2);
  private final IndexRun run;
  private final LiveIndex live;
  private final FollowedTrees trees;
  private final KenningServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /// What stands between questions and the parts that answer them.
  record Guards(UnaryOperator<ServingSource> serving, UnaryOperator<ChangeLedger> ledger) {
    static final Guards NONE = new Guards(UnaryOperator.identity(), UnaryOperator.identity());
  }

  private RunningServer(
      Path data,
      Embedder embedder,
      Function<IndexFingerprint, MethodStore> stores,
      HttpConfig config,
      Operations operations,
      Guards guards) {
    this.ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    PassageWriter writer = new PassageWriter();
    GoneMethods gone = GoneMethods.read(data.resolve("gone-methods"));
    this.store =
        gone.remembering(
            stores.apply(
                new IndexFingerprint(
                    embedder.model(),
                    embedder.dimensionCount(),
                    MethodExtractor.RULES_VERSION,
                    writer.rulesVersion(),
                    LuceneMethodStore.SCHEMA_VERSION)));
    this.run =
        new IndexRun(
            new IndexStages(ledger, new MethodExtractor(), writer, embedder, store),
            workers,
            IndexRunConfig.DEFAULT);
    this.live = new LiveIndex(run, ledger, store.committed(), SourceRules.DEFAULT);
    this.trees =
        FollowedTrees.start(
            ledger,
            new TreeIntake(ledger, SourceRules.DEFAULT, InstantSource.system()),
            FollowConfig.DEFAULT,
            InstantSource.system(),
            live::accepted,
            false);
    FusionConfig fusion = FusionConfig.defaults();
    ServingSource serving = guards.serving().apply(ServingSource.of(store, embedder));
    ChangeLedger asked = guards.ledger().apply(ledger);
    Catchup catchup = new LiveCatchup(live, trees);
    this.server =
        KenningServer.start(
            config,
            new Backend(
                new IntentSearch(serving, asked, fusion, catchup, answering),
                new SimilarSearch(serving, asked, fusion, new SnippetReader(), catchup, answering),
                new MethodLookup(serving, asked, catchup, gone::contains),
                new IndexStatus(serving, asked),
                asked,
                Upkeep.of(live, trees),
                ready::get),
            operations);
    live.start();
  }

  static RunningServer start(Path data) {
    return start(data, new HashingEmbedder(), HttpConfig.defaults().withAddress("127.0.0.1", 0));
  }

  static RunningServer start(Path data, Embedder embedder, HttpConfig config) {
    return start(data, embedder, InMemoryMethodStore::new, config);
  }

  static RunningServer start(
      Path data,
      Embedder embedder,
      Function<IndexFingerprint, MethodStore> stores,
      HttpConfig config) {
    return start(data, embedder, stores, config, Operations.defaults());
  }

  static RunningServer start(
      Path data,
      Embedder embedder,
      Function<IndexFingerprint, MethodStore> stores,
      HttpConfig config,
      Operations operations) {
    return start(data, embedder, stores, config, operations, Guards.NONE);
  }

  static RunningServer start(
      Path data,
      Embedder embedder,
      Function<IndexFingerprint, MethodStore> stores,
      HttpConfig config,
      Operations operations,
      Guards guards) {
    return new RunningServer(data, embedder, stores, config, operations, guards);
  }

  /// With an index in Lucene, for callers who have one of these keys.
  static RunningServer startGuarded(Path data, KeyFile keys) {
    Operations usual = Operations.defaults();
    return start(
        data,
        new HashingEmbedder(),
        rules -> LuceneMethodStore.open(data.resolve("index"), rules, StoreConfig.DEFAULT),
        HttpConfig.defaults().withAddress("127.0.0.1", 0),
        new Operations(
            usual.metrics(),
            AccessControl.by(keys, Optional.empty()),
            usual.admission(),
            usual.slowRequest()));
  }

  static RunningServer start(
      Path data, Embedder embedder, HttpConfig config, Operations operations) {
    return start(data, embedder, InMemoryMethodStore::new, config, operations);
  }

  /// Indexes a folder under a name, and waits until it is visible.
  RunningServer withTree(String repository, Path root) {
    ledger.createRepository(repository, Optional.of(root.toString()));
    String job = live.sync(repository).id(); // on the one thread that may run the index
    long until = System.nanoTime() + WAIT.toNanos();
    while (!live.job(job).orElseThrow().state().isFinal()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("The tree was not indexed in time");
      }
      Thread.onSpinWait();
    }
    return this;
  }

  List<String> routes() {
    return server.routes();
  }

  URI address() {
    return server.address();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address().resolve(path)).timeout(WAIT);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  /// Waits until a job is over, and gives its last state.
  JsonNode finishedJob(String id) throws InterruptedException {
    long until = System.nanoTime() + WAIT.toNanos();
    while (System.nanoTime() < until) {
      JsonNode job = json(get("/v1/jobs/" + id));
      if (job.get("state").stringValue().matches("done|failed|interrupted")) {
        return job;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("The job did not end");
  }

  /// Waits until everything acknowledged is visible.
  void awaitVisible() {
    if (!live.awaitVisible(ledger.head(), Deadline.after(WAIT))) {
      throw new AssertionError("The ledger's head did not become visible");
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  static Path file(Path root, String path, String source) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A tree with a handful of methods that differ in what they do.
  static Path shop(Path root) {
    file(
        root,
        "src/main/java/com/shop/Http.java",
        """
        package com.shop;

        import java.io.IOException;

        final class Http {
          /// Sends a request again, with growing pauses, until it succeeds.
          Response sendWithBackoff(Request request) throws IOException, InterruptedException {
            long pauseMillis = 100;
            for (int attempt = 0; attempt < 5; attempt++) {
              Response response = send(request);
              if (response.isSuccess()) {
                return response;
              }
              Thread.sleep(pauseMillis);
              pauseMillis *= 2;
            }
            throw new IOException("gave up");
          }

          /// Sends a request once.
          Response send(Request request) throws IOException {
            return transport.exchange(request);
          }
        }
        """);
    file(
        root,
        "src/main/java/com/shop/Durations.java",
        """
        package com.shop;

        final class Durations {
          private Durations() {}

          /// Parses a duration like 1h30m into milliseconds.
          static long parseMillis(String text) {
            long millis = 0;
            for (String part : text.split("(?<=[hms])")) {
              millis += amount(part) * unit(part);
            }
            return millis;
          }
        }
        """);
    file(
        root,
        "src/test/java/com/shop/DurationsTest.java",
        """
        package com.shop;

        final class DurationsTest {
          @Test
          void parsesHoursAndMinutes() {
            assertEquals(5_400_000, Durations.parseMillis("1h30m"));
          }
        }
        """);
    return root;
  }

  @Override
  public void close() {
    server.close();
    trees.close();
    live.close();
    answering.close();
    workers.close();
    store.close();
    ledger.close();
    client.close();
  }
}
