package orchard.time;

import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The moment at which a customer stops waiting; handed on from call to call. */
public record Deadline(Instant at, Clock clock) {
  public static Deadline in(Duration patience, Clock clock) {
    return new Deadline(clock.instant().plus(patience), clock);
  }

  /** What is left, never below zero. */
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Tells the other side how much of our time it may use, keeping a tenth for ourselves. */
  public HttpRequest.Builder passOn(HttpRequest.Builder request) {
    Duration share = remaining().multipliedBy(9).dividedBy(10);
    if (share.isZero()) {
      throw new IllegalStateException("out of time before the call");
    }
    return request.timeout(share).header("X-Time-Left-Ms", Long.toString(share.toMillis()));
  }
}
