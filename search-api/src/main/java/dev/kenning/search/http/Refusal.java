package dev.kenning.search.http;

import java.time.Duration;
import java.util.Optional;

/// A request that is turned away before anybody else sees it. Carries no stack: refusing must stay
/// cheap when there is much to refuse.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// Why; `ErrorMapping` knows the status.
  enum Reason {
    MALFORMED_REQUEST,
    UNAUTHENTICATED,
    FORBIDDEN,
    FOREIGN_ORIGIN,
    NO_SUCH_RESOURCE,
    SLOW_BODY,
    CALLER_GONE,
    FOLLOWED_REPOSITORY,
    PUSHED_REPOSITORY,
    OTHER_INCARNATION,
    BODY_TOO_LARGE,
    UNSUPPORTED_BODY,
    UNACCEPTABLE_PARAMETER,
    KEY_REUSED,
    VERSION_REQUIRED,
    RATE_EXCEEDED,
    NOT_BUILT,
    NOT_READY,
    OVERLOADED
  }

  private final Reason reason;
  private final transient Optional<Duration> retryAfter;

  Refusal(Reason reason, String detail) {
    this(reason, detail, Optional.empty());
  }

  /// @param retryAfter when asking again is of use
  Refusal(Reason reason, String detail, Duration retryAfter) {
    this(reason, detail, Optional.of(retryAfter));
  }

  private Refusal(Reason reason, String detail, Optional<Duration> retryAfter) {
    super(detail, null, false, false);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  Reason reason() {
    return reason;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /// Rounded up, since after a shorter time it would not be true yet.
  static long wholeSeconds(Duration time) {
    return Math.max(1, Math.ceilDiv(time.toNanos(), NANOS_PER_SECOND));
  }
}
