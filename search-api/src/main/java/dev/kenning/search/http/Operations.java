package dev.kenning.search.http;

import dev.kenning.search.metrics.ServerMetrics;
import java.time.Duration;

/// What keeps a server in hand beside what answers. Assembled, and its parts closed, by the
/// composition root.
///
/// @param metrics where everything is counted
/// @param slowRequest a request that takes this long is written about at length
public record Operations(ServerMetrics metrics, Duration slowRequest) {
  /// For a server that one person uses on the own machine.
  public static Operations defaults() {
    return new Operations(new ServerMetrics(), Duration.ofSeconds(1));
  }
}
