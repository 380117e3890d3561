package dev.kenning.search.price;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Measures what each level of consistency costs under the same writes.
///
/// For each level in turn, writers change files at a fixed rate, each on its own schedule whatever
/// the server does, and readers ask one question after the other at that level. `at_least` readers
/// ask for the token of the last write of one of the writers, as somebody would who reads what was
/// just written.
public final class ConsistencyBenchmark {
  private static final String REPOSITORY = "consistency-benchmark";
  private static final String PATH = "/v1/repositories/" + REPOSITORY;
  private static final int OK = 200;
  private static final int METHODS_PER_FILE = 10;

  private final URI server;
  private final Load load;
  private final Consumer<String> progress;

  /// How much is asked of the server.
  ///
  /// @param writerCount writers, each with a file of its own
  /// @param readerCount readers
  /// @param writesPerSecond of all writers together
  /// @param time how long each level is measured
  /// @param deadline that questions carry; what is not visible by then is refused
  /// @param mode `lexical`, `semantic` or `hybrid`
  public record Load(
      int writerCount,
      int readerCount,
      double writesPerSecond,
      Duration time,
      Duration deadline,
      String mode) {
    /// 8 writers with 20 writes a second, 8 readers, 15 seconds a level, 2 seconds to answer.
    public static final Load DEFAULT =
        new Load(8, 8, 20, Duration.ofSeconds(15), Duration.ofSeconds(2), "hybrid");

    public Load {
      if (writerCount < 1 || readerCount < 1 || writesPerSecond <= 0 || !time.isPositive()) {
        throw new IllegalArgumentException(
            "There must be writers, readers, writes and time, not %d, %d, %s and %s"
                .formatted(writerCount, readerCount, writesPerSecond, time));
      }
    }
  }

  /// @param progress told of each level's price as it is known
  public ConsistencyBenchmark(URI server, Load load, Consumer<String> progress) {
    this.server = server;
    this.load = load;
    this.progress = progress;
  }

  /// Measures every level, cheapest first.
  ///
  /// @throws UncheckedIOException if the server does not answer
  public List<LevelPrice> run() throws InterruptedException {
    List<LevelPrice> prices = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Conversation conversation = new Conversation(client, server);
      conversation.require(conversation.send("PUT", PATH, "{}"));
      try {
        // Twice, since the first questions of a process cost more than all later ones.
        LevelPrice _ = measure(conversation, "warming up", () -> "\"eventual\"");
        prices.add(measure(conversation, "eventual", () -> "\"eventual\""));
        prices.add(measure(conversation, "max_staleness_ms 5000", () -> age(5_000)));
        prices.add(measure(conversation, "max_staleness_ms 500", () -> age(500)));
        prices.add(measureAtLeast(conversation));
        prices.add(measure(conversation, "strong", () -> "\"strong\""));
      } finally {
        conversation.require(conversation.send("DELETE", PATH, ""));
      }
    }
    return prices;
  }

  private static String age(int millis) {
    return "{\"max_staleness_ms\": " + millis + "}";
  }

  private LevelPrice measureAtLeast(Conversation conversation) throws InterruptedException {
    AtomicReferenceArray<String> tokens = new AtomicReferenceArray<>(load.writerCount());
    AtomicLong turn = new AtomicLong();
    return measure(
        conversation,
        "at_least the last write",
        tokens,
        () -> {
          String token = tokens.get((int) (turn.getAndIncrement() % load.writerCount()));
          return token == null ? "\"eventual\"" : "{\"at_least\": \"" + token + "\"}";
        });
  }

  private LevelPrice measure(Conversation conversation, String level, Supplier<String> wanted)
      throws InterruptedException {
    return measure(conversation, level, new AtomicReferenceArray<>(load.writerCount()), wanted);
  }

  private LevelPrice measure(
      Conversation conversation,
      String level,
      AtomicReferenceArray<String> tokens,
      Supplier<String> wanted)
      throws InterruptedException {
    long endNanos = System.nanoTime() + load.time().toNanos();
    AtomicLong writes = new AtomicLong();
    List<Double> millis = Collections.synchronizedList(new ArrayList<>());
    Map<Integer, Long> refusals = new ConcurrentHashMap<>();
    List<Callable<Void>> everybody = new ArrayList<>();
    for (int i = 0; i < load.writerCount(); i++) {
      int writer = i;
      everybody.add(() -> {
        write(conversation, writer, tokens, writes, endNanos);
        return null;
      });
    }
    for (int i = 0; i < load.readerCount(); i++) {
      everybody.add(() -> {
        read(conversation, wanted, millis, refusals, endNanos);
        return null;
      });
    }
    runAll(everybody);
    LevelPrice price = price(level, writes.get(), millis, refusals);
    progress.accept(price.sentence());
    return price;
  }

  private void write(
      Conversation conversation,
      int writer,
      AtomicReferenceArray<String> tokens,
      AtomicLong writes,
      long endNanos) {
    long pauseNanos =
        (long) (TimeUnit.SECONDS.toNanos(1) * load.writerCount() / load.writesPerSecond());
    long nextNanos = System.nanoTime() + pauseNanos * writer / load.writerCount();
    while (System.nanoTime() < endNanos) {
      LockSupport.parkNanos(Math.max(0, nextNanos - System.nanoTime()));
      nextNanos += pauseNanos;
      long version = System.nanoTime(); // grows, across levels too
      HttpResponse<String> answer = conversation.put(file(writer), version, source(version));
      conversation.require(answer);
      tokens.set(writer, answer.body().replaceAll("(?s).*\"token\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
      writes.incrementAndGet();
    }
  }

  private void read(
      Conversation conversation,
      Supplier<String> wanted,
      List<Double> millis,
      Map<Integer, Long> refusals,
      long endNanos) {
    while (System.nanoTime() < endNanos) {
      String question =
          """
          {"query": "add up what was counted", "mode": "%s", "deadline_ms": %d, "consistency": %s}
          """
              .formatted(load.mode(), load.deadline().toMillis(), wanted.get());
      long from = System.nanoTime();
      int status = conversation.send("POST", "/v1/search", question).statusCode();
      if (status == OK) {
        millis.add((System.nanoTime() - from) / 1e6);
      } else {
        refusals.merge(status, 1L, Long::sum);
      }
    }
  }

  private static void runAll(List<Callable<Void>> everybody) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> one : threads.invokeAll(everybody)) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private static LevelPrice price(
      String level, long writes, List<Double> millis, Map<Integer, Long> refusals) {
    List<Double> sorted = millis.stream().sorted().toList();
    return new LevelPrice(
        level, writes, sorted.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1), refusals);
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
  }

  private static String file(int writer) {
    return PATH + "/files/Writer" + writer + ".java";
  }

  private static String source(long version) {
    StringBuilder source = new StringBuilder("class Writer {\n");
    for (int i = 0; i < METHODS_PER_FILE; i++) {
      source.append(
          """
            /// Adds up what was counted in round %d.
            long total%d(long[] counted) {
              long sum = %d;
              for (long one : counted) {
                sum += one;
              }
              return sum;
            }
          """
              .formatted(i, i, i == 0 ? version : i)); // one method of the file changes
    }
    return source.append("}\n").toString();
  }

  /// Requests to the server.
  private record Conversation(HttpClient client, URI server) {
    HttpResponse<String> send(String method, String path, String body) {
      return exchange(
          HttpRequest.newBuilder(server.resolve(path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> put(String path, long version, String source) {
      return exchange(
          HttpRequest.newBuilder(server.resolve(path))
              .header("Kenning-Version", Long.toString(version))
              .PUT(BodyPublishers.ofString(source)));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
      try {
        return client.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
      } catch (IOException e) {
        throw new UncheckedIOException("The server at " + server + " does not answer", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UncheckedIOException(new IOException("interrupted", e));
      }
    }

    void require(HttpResponse<String> answer) {
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "%s was answered %d: %s"
                .formatted(answer.request().uri(), answer.statusCode(), answer.body()));
      }
    }
  }
}
