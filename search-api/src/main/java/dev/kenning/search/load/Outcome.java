package dev.kenning.search.load;

/// What became of a request.
enum Outcome {
  /// Done, and nothing was missing.
  GOOD,
  /// Done without a part, which the answer names.
  DEGRADED,
  /// Turned away as a busy server should: 429 or 503, with the time to come again.
  REFUSED,
  /// Anything else: another status, a refusal without a time, a broken connection, no answer.
  FAILED
}
