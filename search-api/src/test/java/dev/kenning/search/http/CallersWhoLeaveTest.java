package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.breaker.Breaker;
import dev.kenning.search.breaker.BreakerConfig;
import dev.kenning.search.breaker.FaultyEmbedder;
import dev.kenning.search.breaker.GuardedEmbedder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a running server does with work whose caller has hung up.
final class CallersWhoLeaveTest {
  private static final Duration DRAIN = Duration.ofSeconds(3);

  @TempDir Path folder;
  private final FaultyEmbedder model = new FaultyEmbedder();
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    Operations operations = Operations.defaults();
    operations.admission().watch(operations.metrics());
    server =
        RunningServer.start(
                Files.createDirectory(folder.resolve("data")),
                new GuardedEmbedder(
                    model,
                    new Breaker("model", BreakerConfig.defaults(), Clock.systemUTC()),
                    20,
                    50),
                HttpConfig.defaults().withAddress("127.0.0.1", 0).withDrain(DRAIN),
                operations)
            .withTree("shop", RunningServer.shop(Files.createDirectory(folder.resolve("shop"))));
    model.stallFromNowOn();
  }

  @AfterEach
  void stop() {
    model.recover();
    server.close();
  }

  private Socket ask(String query) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    socket.setSoTimeout(20_000);
    String body =
        "{\"query\": \"%s\", \"mode\": \"semantic\", \"deadline_ms\": 60000}".formatted(query);
    send(
        socket,
        "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private double metric(String name) {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  private double running() {
    return metric("kenning_admission_running{kind=\"search\"}");
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It did not come about in 10 s").isLessThan(until);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void whatNobodyWaitsForIsDroppedLongBeforeItsDeadline() throws Exception {
    try (Socket _ = ask("one");
        Socket second = ask("two")) {
      await(() -> running() == 2);
      second.setSoLinger(true, 0); // breaks the connection instead of closing it
    }
    await(() -> running() == 0);
    assertThat(metric("kenning_refusals_total{reason=\"caller-gone\"}")).isEqualTo(2);
    assertThat(metric("kenning_refusals_total{reason=\"deadline\"}")).isZero();
  }

  @Test
  void serverThatStopsWaitsForNobodyForLongerThanItsDrain() throws Exception {
    try (Socket endless = ask("four");
        Socket _ = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      await(() -> running() == 1);
      long begun = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      assertThat(endless.isConnected()).isTrue();
    }
  }

  @Test
  void serverThatStopsDoesNotWaitForConnectionsWithoutARequest() throws Exception {
    try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      send(idle, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(idle.getInputStream().read()).isEqualTo('H');
      long begun = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DRAIN);
    }
  }

  @Test
  void whoWaitsIsAnsweredAndNothingSentMeanwhileIsLost() throws Exception {
    try (Socket patient = ask("three")) {
      await(() -> running() == 1);
      send(patient, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n");
      LockSupport.parkNanos(Duration.ofMillis(400).toNanos()); // several looks
      send(patient, "Connection: close\r\n\r\n");
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      assertThat(running()).isEqualTo(1);
      model.recover();
      String heard =
          new String(patient.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(heard.split("HTTP/1.1 200", -1)).as(heard).hasSize(3);
      assertThat(heard).contains("\"results\"", "\"alive\"");
    }
  }
}
