package dev.kenning.search.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// Reads a server's metrics every quarter of a second for as long as it is open, from a thread of
/// its own. What it gathered may be read by any thread.
final class ServerWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final double NANOS_PER_SECOND = 1e9;

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final long startNanos = System.nanoTime();
  private final List<Reading> readings = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean over;

  /// @param key for a server that has keys
  ServerWatch(URI server, Optional<String> key) {
    HttpRequest.Builder wanted =
        HttpRequest.newBuilder(server.resolve("/metrics")).timeout(PATIENCE);
    key.ifPresent(secret -> wanted.header("Authorization", "Bearer " + secret));
    this.request = wanted.build();
    this.thread = Thread.ofPlatform().daemon().name("load-watch").start(this::watch);
  }

  /// What the server said at an instant.
  ///
  /// @param seconds since the watch began
  /// @param searchLimit searches that may run at once
  record Reading(
      double seconds, double searchLimit, double heapBytes, double threads, double openFiles) {}

  /// Seconds since the watch began.
  double seconds() {
    return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
  }

  List<Reading> between(double from, double to) {
    return readings.stream()
        .filter(one -> one.seconds >= from && one.seconds < to)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private void watch() {
    try {
      while (!over) {
        try {
          read().ifPresent(readings::add);
        } catch (IOException e) {
          // the next reading may come through; a gap shows in what is made of them
        }
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Reading> read() throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofString());
    return response.statusCode() == 200 ? Optional.of(reading(response.body())) : Optional.empty();
  }

  private Reading reading(String text) {
    Map<String, Double> values =
        text.lines()
            .filter(line -> !line.startsWith("#") && line.lastIndexOf(' ') > 0)
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.lastIndexOf(' ')),
                    line -> number(line.substring(line.lastIndexOf(' ') + 1)),
                    (first, _) -> first));
    double heap =
        values.entrySet().stream()
            .filter(one -> one.getKey().startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return new Reading(
        seconds(),
        values.getOrDefault("kenning_admission_limit{kind=\"search\"}", Double.NaN),
        heap,
        values.getOrDefault("jvm_threads_live_threads", Double.NaN),
        values.getOrDefault("process_files_open_files", Double.NaN));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN; // +Inf
    }
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    client.shutdownNow();
    client.close();
  }
}
