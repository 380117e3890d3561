package dev.kenning.search.http;

import dev.kenning.search.access.AccessControl;
import dev.kenning.search.admission.AdmissionConfig;
import dev.kenning.search.admission.AdmissionControl;
import dev.kenning.search.metrics.ServerMetrics;
import java.time.Duration;

/// What keeps a server in hand beside what answers. Assembled, and its parts closed, by the
/// composition root.
///
/// @param metrics where everything is counted
/// @param access who asks, and what that caller may
/// @param admission who may run now
/// @param answerBytes about how much memory answers that were given may take
/// @param slowRequest a request that takes this long is written about at length
public record Operations(
    ServerMetrics metrics,
    AccessControl access,
    AdmissionControl admission,
    long answerBytes,
    Duration slowRequest) {
  private static final long ANSWER_BYTES = 32_000_000;

  /// 32 MB of answers are remembered.
  public Operations(
      ServerMetrics metrics,
      AccessControl access,
      AdmissionControl admission,
      Duration slowRequest) {
    this(metrics, access, admission, ANSWER_BYTES, slowRequest);
  }

  /// For a server that one person uses on the own machine.
  public static Operations defaults() {
    return new Operations(
        new ServerMetrics(),
        AccessControl.open(),
        new AdmissionControl(
            AdmissionConfig.forProcessors(Runtime.getRuntime().availableProcessors()),
            System::nanoTime),
        Duration.ofSeconds(1));
  }
}
