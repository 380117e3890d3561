package dev.kenning.search.http;

/// A request that is turned away before anybody else sees it.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why; `ErrorMapping` knows the status.
  enum Reason {
    MALFORMED_REQUEST,
    FOREIGN_ORIGIN,
    NO_SUCH_RESOURCE,
    FOLLOWED_REPOSITORY,
    PUSHED_REPOSITORY,
    OTHER_INCARNATION,
    BODY_TOO_LARGE,
    UNSUPPORTED_BODY,
    UNACCEPTABLE_PARAMETER,
    KEY_REUSED,
    VERSION_REQUIRED,
    NOT_BUILT,
    NOT_READY
  }

  private final Reason reason;

  Refusal(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
