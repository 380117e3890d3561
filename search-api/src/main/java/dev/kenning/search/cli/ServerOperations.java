package dev.kenning.search.cli;

import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.search.access.AccessControl;
import dev.kenning.search.access.KeyFile;
import dev.kenning.search.access.OwnerToken;
import dev.kenning.search.admission.AdmissionConfig;
import dev.kenning.search.admission.AdmissionControl;
import dev.kenning.search.http.Operations;
import dev.kenning.search.metrics.IndexMeters;
import dev.kenning.search.metrics.ModelMeters;
import dev.kenning.search.metrics.ServerMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// How a server is run beside what it answers, as it was typed, and the parts this makes.
final class ServerOperations {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final int BURST_SECONDS = 1;

  @Option(
      names = "--allow-unauthenticated",
      description =
          "Let other machines in although there are no keys: whoever reaches the port reads all"
              + " code and may change the index.")
  private boolean allowUnauthenticated;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Searches a second that each caller with a key, or each other machine, may ask"
              + " (default: 50).")
  private double rate;

  @Option(
      names = "--max-deadline-ms",
      paramLabel = "N",
      defaultValue = "60000",
      description = "No request is worked on for longer, whatever it asks for (default: 60000).")
  private long maxDeadlineMillis = 60_000;

  @Option(
      names = "--slow-request-ms",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Log the time of each stage of requests that take N ms or more (default: 1000);"
              + " never what was asked.")
  private long slowRequestMillis = 1_000;

  /// Keeps a server from being opened to others by a slip.
  ///
  /// @param host where it is to listen
  /// @param directory the data directory's folder
  void requireSafe(String host, Path directory) {
    boolean alone = LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    if (!alone && !allowUnauthenticated && KeyFile.in(directory).keys().isEmpty()) {
      throw new WrongCallException(
          ("--host %s would let other machines in, and there are no keys. Make one first"
                  + " (kenning key create NAME), or say --allow-unauthenticated.")
              .formatted(host));
    }
  }

  /// What runs a server over this index. Its metrics last as long as the process.
  ///
  /// @param owner lets in whoever can read the data directory
  Operations open(ServedIndex index, Path directory, OwnerToken owner) {
    ServerMetrics metrics = new ServerMetrics();
    IndexMeters.watch(metrics, index.store(), index.ledger(), System::nanoTime);
    ModelMeters.watch(
        metrics,
        () -> index.model().flatMap(LocalEmbedder::batchStats),
        () -> index.model().flatMap(LocalEmbedder::cacheStats));
    AdmissionControl admission = new AdmissionControl(admission(), System::nanoTime);
    admission.watch(metrics);
    index.watch(metrics);
    return new Operations(
        metrics,
        AccessControl.by(KeyFile.in(directory), Optional.of(owner)),
        admission,
        slowRequest());
  }

  private AdmissionConfig admission() {
    try {
      return AdmissionConfig.forProcessors(Processors.count())
          .withRate(rate, (int) Math.max(1, Math.ceil(rate * BURST_SECONDS)))
          .withMaxDeadline(Duration.ofMillis(maxDeadlineMillis));
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--rate, --max-deadline-ms: " + e.getMessage() + ".");
    }
  }

  private Duration slowRequest() {
    if (slowRequestMillis < 0) {
      throw new WrongCallException("--slow-request-ms is 0 or more, not " + slowRequestMillis);
    }
    return Duration.ofMillis(slowRequestMillis);
  }
}
