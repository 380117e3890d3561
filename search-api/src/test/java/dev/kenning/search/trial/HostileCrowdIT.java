package dev.kenning.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A real server with little memory, among ten thousand connections that never ask and hundreds of
/// clients that mean harm, all at once. Somebody with honest questions is answered throughout.
final class HostileCrowdIT {
  private static final int CONNECTIONS = 10_000;
  private static final int MOST_KEPT = 1_000;
  private static final int HEAP_MEGABYTES = 256;
  private static final String POST =
      "POST /v1/%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  @TempDir Path folder;
  private final Map<String, Queue<String>> heard = new TreeMap<>();

  @Test
  void honestCallersNoticeNothingAndNothingGrowsWithoutBound() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(
                RealServer.command("-Xmx" + HEAP_MEGABYTES + "m"), folder.resolve("data"));
        ServerCalls calls = new ServerCalls(server.awaitReady());
        Neighbour neighbour = new Neighbour(calls)) {
      int port = server.awaitReady().getPort();
      neighbour.await(
          1); // a caller whose first question waits behind a thousand newcomers may be cut
      int least = neighbour.answers() + 1;
      List<Socket> idle = open(port);
      try {
        neighbour.await(least);
        assertThat(value(calls, "kenning_http_connections"))
            .as("of %d opened", idle.size())
            .isLessThan(MOST_KEPT + 100);
        attack(port);
        neighbour.await(neighbour.answers() + 10);
      } finally {
        for (Socket socket : idle) {
          socket.close();
        }
      }
      assertRefusedAsTheyShould();
      assertThat(neighbour.failures()).isEmpty();
      assertThat(neighbour.longestMillis()).isLessThan(8_000);
      assertThat(value(calls, "jvm_threads_live_threads")).isLessThan(150);
      assertThat(residentMegabytes(server)).isLessThan(HEAP_MEGABYTES + 800);
      assertThat(server.output()).doesNotContain("OutOfMemoryError", "StackOverflowError");
      assertThat(server.isAlive()).isTrue();
      System.out.printf(
          "%d idle connections, %d hostile requests: %d honest answers, the slowest %d ms, %d MB"
              + " resident%n",
          idle.size(),
          heard.values().stream().mapToInt(Queue::size).sum(),
          neighbour.answers(),
          neighbour.longestMillis(),
          residentMegabytes(server));
    }
  }

  /// As many as this process may have, and no more than ten thousand.
  private static List<Socket> open(int port) throws IOException {
    int most = CONNECTIONS;
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - 1_000;
      most = Math.clamp(free, 500, CONNECTIONS);
    }
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      open.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    return open;
  }

  private void attack(int port) throws InterruptedException {
    List<Thread> clients = new ArrayList<>();
    clients.addAll(
        each(
            "gigabyte",
            100,
            port,
            POST.formatted("search") + "Content-Length: 1073741824\r\n\r\n"));
    clients.addAll(
        each(
            "flood",
            100,
            port,
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + "X-A: b\r\n".repeat(5_000) + "\r\n"));
    clients.addAll(each("garbage", 100, port, "\u0000\u0001\u0016\u0003 nonsense\r\n\r\n"));
    clients.addAll(each("deep", 50, port, posted("search", "[".repeat(100_000))));
    clients.addAll(
        each("number", 50, port, posted("search", "{\"limit\": " + "9".repeat(100_000) + "}")));
    String nested = "(".repeat(40_000) + "1" + ")".repeat(40_000);
    clients.addAll(
        each(
            "nested code",
            4,
            port,
            posted("similar", "{\"code\": \"int a() { return " + nested + "; }\"}")));
    clients.addAll(
        each(
            "token",
            50,
            port,
            posted(
                "search",
                "{\"query\": \"a\", \"consistency\": {\"at_least\": \""
                    + "A".repeat(200_000)
                    + "\"}}")));
    clients.addAll(each("slow header", 200, port, "GET /healthz HTTP/1.1\r\nHost: loc"));
    String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
    clients.addAll(
        each(
            "endless",
            4,
            port,
            POST.formatted("search") + "Transfer-Encoding: chunked\r\n\r\n",
            chunk));
    for (Thread client : clients) {
      client.join();
    }
  }

  private static String posted(String route, String body) {
    return POST.formatted(route)
        + "Connection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private List<Thread> each(String name, int count, int port, String bytes) {
    return each(name, count, port, bytes, "");
  }

  /// @param again sent until the server has enough of it; nothing where it is empty
  private List<Thread> each(String name, int count, int port, String bytes, String again) {
    Queue<String> answers = new ConcurrentLinkedQueue<>();
    heard.put(name, answers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(
          Thread.ofVirtual().name(name).start(() -> answers.add(exchange(port, bytes, again))));
    }
    return threads;
  }

  /// The first line of what came back.
  private static String exchange(int port, String bytes, String again) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(40_000);
      try {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 2_000 && !again.isEmpty(); i++) {
          socket.getOutputStream().write(again.getBytes(StandardCharsets.ISO_8859_1));
        }
      } catch (IOException _) {
        // cut off; it may still have said why
      }
      socket.getInputStream().transferTo(all);
    } catch (IOException e) {
      return all.size() == 0 ? "cut off" : line(all);
    }
    return all.size() == 0 ? "closed" : line(all);
  }

  private static String line(ByteArrayOutputStream all) {
    return all.toString(StandardCharsets.ISO_8859_1).lines().findFirst().orElse("").strip();
  }

  private void assertRefusedAsTheyShould() {
    // Some of so many are refused for being too many at a time, or not waited for on a machine that
    // is busy, which are answers too.
    String busy = "HTTP/1.1 503 .*|cut off|closed";
    assertEach("gigabyte", "HTTP/1.1 413 .*|" + busy);
    assertEach("flood", "HTTP/1.1 431 .*|cut off|closed");
    assertEach("garbage", "HTTP/1.1 400 .*|cut off|closed");
    assertEach("deep", "HTTP/1.1 400 .*|" + busy);
    assertEach("number", "HTTP/1.1 400 .*|" + busy);
    assertEach("token", "HTTP/1.1 422 .*|" + busy);
    assertEach("nested code", "HTTP/1.1 (200|400|422|504) .*|" + busy);
    assertEach("slow header", "cut off|closed|HTTP/1.1 408 .*");
    assertEach("endless", "HTTP/1.1 413 .*|" + busy);
    for (String name : List.of("gigabyte", "flood", "deep", "number", "token")) {
      assertThat(heard.get(name)).as(name).anyMatch(line -> line.matches("HTTP/1.1 4.*"));
    }
  }

  private void assertEach(String name, String expected) {
    assertThat(heard.get(name)).as(name).allMatch(line -> line.matches(expected));
  }

  private static double value(ServerCalls calls, String name) throws Exception {
    return calls
        .text("/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  /// 0 where the system does not tell.
  private static long residentMegabytes(ServerProcess server) throws IOException {
    Path status = Path.of("/proc", Long.toString(server.pid()), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
        .findFirst()
        .orElse(0);
  }

  /// Somebody who asks one honest question after the other.
  private static final class Neighbour implements AutoCloseable {
    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Timings timings = new Timings();
    private final Thread thread;
    private volatile boolean over;

    Neighbour(ServerCalls calls) {
      this.thread = Thread.ofVirtual().start(() -> ask(calls));
    }

    private void ask(ServerCalls calls) {
      while (!over) {
        ObjectNode question =
            ServerCalls.JSON.createObjectNode().put("query", "honest " + answers.get());
        long begun = System.nanoTime();
        try {
          Reply reply = calls.search(question);
          if (reply.status() == 200) {
            timings.add(System.nanoTime() - begun);
            answers.incrementAndGet();
          } else {
            failures.add(reply.toString());
          }
          TimeUnit.MILLISECONDS.sleep(40); // a caller reads what it got
        } catch (IOException e) {
          failures.add(e.toString());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    int answers() {
      return answers.get();
    }

    List<String> failures() {
      return List.copyOf(failures);
    }

    long longestMillis() {
      return Math.round(timings.longestMillis());
    }

    void await(int count) throws InterruptedException {
      long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (answers.get() < count) {
        assertThat(System.nanoTime() - giveUp).as("%s", failures).isNegative();
        TimeUnit.MILLISECONDS.sleep(20); // another process works; there is nothing to wait on
      }
    }

    @Override
    public void close() {
      over = true;
      try {
        assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
