package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.search.http.HttpConfig.Connections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that mean harm, byte by byte, over loopback: they are refused or cut off, and others
/// notice nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("StringConcatToTextBlock") // line ends on the wire are CR LF
final class HostileConnectionsTest {
  private static final int MOST = 50;
  private static final String POST =
      "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  @TempDir static Path folder;
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    server =
        RunningServer.start(
            Files.createDirectory(folder.resolve("data")),
            new HashingEmbedder(),
            HttpConfig.defaults()
                .withAddress("127.0.0.1", 0)
                .with(new Connections(MOST, Duration.ofSeconds(20), Duration.ofMillis(800))));
    server.put("/v1/repositories/pushed", "{}");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /// Everything until the other side closes, or resets.
  private static String rest(Socket socket) throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    InputStream stream = socket.getInputStream();
    byte[] chunk = new byte[4_096];
    try {
      for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
        heard.write(chunk, 0, count);
      }
    } catch (SocketException _) {
      // reset
    }
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private void assertOthersUnaffected() {
    long begun = System.nanoTime();
    assertThat(server.post("/v1/search", "{\"query\": \"anything\"}").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It did not come about in 15 s").isLessThan(until);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void headerThatDribblesIsCutOff() throws Exception {
    try (Socket slow = connect()) {
      send(slow, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n");
      long begun = System.nanoTime();
      await(() -> {
        try {
          send(slow, "X-A: b\r\n");
        } catch (IOException _) {
          return true;
        }
        assertOthersUnaffected();
        return isClosed(slow);
      });
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(12));
    }
    assertThat(server.get("/metrics").body())
        .contains("kenning_http_connections_closed_total{reason=\"slow_header\"}");
  }

  @Test
  void connectionThatWaitsBetweenRequestsIsNotTakenForASlowOne() throws Exception {
    try (Socket patient = connect()) {
      send(patient, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(patient.getInputStream().read()).isEqualTo('H');
      LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos());
      send(patient, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(rest(patient).split("HTTP/1.1 200", -1)).hasSize(2);
    }
  }

  @Test
  void bodyThatDribblesIsRefusedAndHoldsNoPlace() throws Exception {
    try (Socket slow = connect()) {
      send(slow, POST + "Content-Length: 1000\r\n\r\n{");
      StringBuilder heard = new StringBuilder();
      await(() -> {
        try {
          send(slow, " ");
          slow.setSoTimeout(200);
          int next = slow.getInputStream().read();
          heard.append(next < 0 ? "closed" : Character.toString(next));
        } catch (java.net.SocketTimeoutException _) {
          assertOthersUnaffected();
        } catch (IOException _) {
          heard.append("closed");
        }
        return !heard.isEmpty();
      });
      slow.setSoTimeout(10_000);
      assertThat(heard + rest(slow)).contains("408");
    }
  }

  @Test
  void bodiesThatAreAnnouncedAndNeverSentTakeNothingFromOthers() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) { // 150 MB, of the 64 MB that there are for bodies
        Socket socket = connect();
        silent.add(socket);
        send(
            socket,
            "PUT /v1/repositories/pushed/files/A%d.java HTTP/1.1\r\n".formatted(i)
                + "Host: localhost\r\nKenning-Version: 1\r\nContent-Length: 5000000\r\n\r\nc");
      }
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      assertThat(
              server
                  .send(
                      server
                          .request("/v1/repositories/pushed/files/B.java")
                          .header("Kenning-Version", "1")
                          .PUT(BodyPublishers.ofString("class B {} //" + "x".repeat(1_000_000))))
                  .statusCode())
          .isEqualTo(202);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void thousandsOfIdleConnectionsMakeRoomForWhoeverComes() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        idle.add(connect());
        if (i % 500 == 0) {
          assertOthersUnaffected();
        }
      }
      assertOthersUnaffected();
      await(() -> connections() <= MOST + 2); // those that ask among them
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private double connections() {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("kenning_http_connections "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1073741824", "9223372036854775807"})
  void gigabyteThatIsAnnouncedIsRefusedUnread(String length) throws Exception {
    try (Socket socket = connect()) {
      send(socket, POST + "Content-Length: " + length + "\r\n\r\n{");
      String heard = rest(socket);
      assertThat(heard).startsWith("HTTP/1.1 413").contains("problem+json", "Connection: close");
    }
    assertOthersUnaffected();
  }

  @Test
  void bodyWithoutEndIsRefusedOnceItIsTooLarge() throws Exception {
    try (Socket socket = connect()) {
      send(socket, POST + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
      boolean cut = false;
      for (int i = 0; i < 2_000 && !cut; i++) {
        try {
          send(socket, chunk);
        } catch (IOException _) {
          cut = true;
        }
      }
      assertThat(cut).isTrue();
    }
    assertOthersUnaffected();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000\u0001\u0002\u0003 garbage\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /v1/status HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET /v1/status HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/search HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Content-Length: 5\r\n"
            + "Content-Length: 6\r\n\r\n",
        "POST /v1/search HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Content-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "0\r\n\r\n",
        "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void garbageIsRefusedAsSuch(String request) throws Exception {
    try (Socket socket = connect()) {
      send(socket, request);
      socket.shutdownOutput();
      assertThat(rest(socket)).matches("(?s)(HTTP/1.1 (4|505).*)?");
    }
    assertOthersUnaffected();
  }

  @Test
  void headersBeyondAllMeasureAreRefused() throws Exception {
    StringBuilder flood = new StringBuilder("GET /healthz HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = 0; i < 2_000; i++) {
      flood.append("X-").append(i).append(": ").append("y".repeat(20)).append("\r\n");
    }
    try (Socket socket = connect()) {
      send(socket, flood + "\r\n");
      assertThat(rest(socket)).startsWith("HTTP/1.1 431");
    }
    try (Socket socket = connect()) {
      send(socket, "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(rest(socket)).startsWith("HTTP/1.1 414");
    }
    assertOthersUnaffected();
  }

  @Test
  void requestBehindGarbageInThePipelineIsNotAnswered() throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
              + "\u0001\u0002 /nonsense\r\n\r\n"
              + "DELETE /v1/repositories/pushed HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String heard = rest(socket);
      assertThat(heard).startsWith("HTTP/1.1 200").doesNotContain("HTTP/1.1 202");
    }
    assertThat(server.get("/v1/repositories/pushed").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/repositories/..%2F..%2Fetc",
        "/v1/repositories/%2e%2e",
        "/v1/repositories/pushed/files/../../../etc/passwd",
        "/v1/repositories/pushed/files/..%2f..%2fetc%2fpasswd",
        "/v1/repositories/pushed/files/a%00b",
        "/v1/repositories/pushed/files/a%5c..%5cb",
        "/v1/repositories/pushed/files/%2e%2e/%2e%2e/x",
        "/v1/repositories/pushed/files//etc/passwd",
        "/v1/jobs/..%2f..%2fx",
        "/v1/methods/..%2f..%2fx",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd"
      })
  void pathThatClimbsIsRefusedWhereverItStands(String path) throws Exception {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      try (Socket socket = connect()) {
        send(
            socket,
            method
                + " "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nKenning-Version: 1\r\nContent-Type:"
                + " application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        assertThat(rest(socket)).as(method + " " + path).startsWith("HTTP/1.1 4");
      }
    }
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedAsMalformed() throws Exception {
    try (Socket socket = connect()) {
      send(
          socket,
          POST
              + "Content-Length: 16\r\n"
              + "Connection: close\r\n\r\n"
              + "{\"query\": \"\u00ff\u00fe\u00c0\"}");
      assertThat(rest(socket)).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void globBombsAreAnsweredInTime() {
    String bomb = "*a".repeat(60) + "b";
    String many =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(i -> "\"" + bomb + i + "\"")
            .collect(java.util.stream.Collectors.joining(","));
    long begun = System.nanoTime();
    int status =
        server
            .post(
                "/v1/search",
                "{\"query\": \"a\", \"filter\": {\"paths\": ["
                    + many
                    + "]}, \"deadline_ms\": 2000}")
            .statusCode();
    assertThat(status).isIn(200, 422, 504);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    assertOthersUnaffected();
  }
}
