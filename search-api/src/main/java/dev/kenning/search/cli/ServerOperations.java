package dev.kenning.search.cli;

import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.search.http.Operations;
import dev.kenning.search.metrics.IndexMeters;
import dev.kenning.search.metrics.ModelMeters;
import dev.kenning.search.metrics.ServerMetrics;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How a server is run beside what it answers, as it was typed, and the parts this makes.
final class ServerOperations {
  @Option(
      names = "--slow-request-ms",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Log the time of each stage of requests that take N ms or more (default: 1000);"
              + " never what was asked.")
  private long slowRequestMillis = 1_000;

  /// What runs a server over this index. Its metrics last as long as the process.
  Operations open(ServedIndex index) {
    if (slowRequestMillis < 0) {
      throw new WrongCallException("--slow-request-ms is 0 or more, not " + slowRequestMillis);
    }
    ServerMetrics metrics = new ServerMetrics();
    IndexMeters.watch(metrics, index.store(), index.ledger(), System::nanoTime);
    ModelMeters.watch(
        metrics,
        () -> index.model().flatMap(LocalEmbedder::batchStats),
        () -> index.model().flatMap(LocalEmbedder::cacheStats));
    return new Operations(metrics, Duration.ofMillis(slowRequestMillis));
  }
}
