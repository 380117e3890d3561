package dev.kenning.search.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kenning.search.load.OpenLoop.Stretch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The generator against servers that behave in known ways.
final class OpenLoopTest {
  private static final byte[] ANSWER = "{\"degraded\":[]}".getBytes(StandardCharsets.UTF_8);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private URI address;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  private Call call() {
    return Call.of(
        CallKind.SEARCH, "POST /", "127.0.0.1", List.of("Content-Type: application/json"), "{}");
  }

  /// A caller who waits for each answer before asking again would have asked once during the stall,
  /// and found 99 of 100 answers fast. Those who were to ask meanwhile did wait.
  @Test
  void stallIsFeltByAllWhoWereToAskDuringIt() throws Exception {
    ReentrantLock gate = new ReentrantLock();
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          gate.lock(); // one at a time
          try {
            if (asked.incrementAndGet() == 50) {
              Thread.sleep(600); // the stall that is measured
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            gate.unlock();
          }
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, ANSWER.length);
          exchange.getResponseBody().write(ANSWER);
          exchange.close();
        });
    try (OpenLoop loop = new OpenLoop(address)) {
      Stretch stretch =
          loop.run(Timetable.open(100, Duration.ofSeconds(2), new Random(7)), this::call);
      var latencies = stretch.samples().latencies(one -> one.outcome() == Outcome.GOOD);
      assertThat(latencies.count()).isBetween(140L, 260L);
      assertThat(latencies.longest()).isGreaterThan(550);
      assertThat(stretch.samples().count(one -> one.tookNanos() > 100_000_000L))
          .as("those who were due in the first half second of the stall")
          .isBetween(20L, 120L);
      assertThat(stretch.starved()).isZero();
    }
  }

  @Test
  void requestsAreSentWhenTheyAreDueHoweverManyAreUnanswered() throws Exception {
    server.createContext("/", exchange -> exchange.getRequestBody().readAllBytes()); // no answer
    try (OpenLoop loop = new OpenLoop(address)) {
      Stretch stretch =
          loop.run(Timetable.open(50, Duration.ofSeconds(1), new Random(7)), this::call);
      assertThat(stretch.samples().count()).isBetween(25, 90);
      assertThat(stretch.samples().count(one -> one.outcome() == Outcome.FAILED))
          .isEqualTo(stretch.samples().count());
    }
  }

  @Test
  void runThatNeedsMoreConnectionsThanThereAreSaysThatItIsVoid() throws Exception {
    server.createContext("/", exchange -> exchange.getRequestBody().readAllBytes());
    try (OpenLoop loop = new OpenLoop(address)) {
      Stretch stretch =
          loop.run(
              Timetable.open(3.0 * OpenLoop.MOST_CONNECTIONS, Duration.ofSeconds(1), new Random(7)),
              this::call);
      assertThat(stretch.starved()).isPositive();
      assertThat(LoadStep.of("too much", stretch, List.of()).generator().isSaturated()).isTrue();
    }
  }

  @Test
  void loadIsMadeOnThisMachineOnly() {
    assertThatThrownBy(() -> new OpenLoop(URI.create("http://192.0.2.1:7070")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
