package dev.kenning.search.admission;

import java.time.Duration;

/// What is left of a caller's rate.
public sealed interface Allowance {
  /// The caller is not counted.
  record Unlimited() implements Allowance {}

  /// The request is within it.
  ///
  /// @param burst the most searches there can be
  /// @param remaining searches left now
  /// @param full until there are `burst` again
  record Within(long burst, long remaining, Duration full) implements Allowance {}

  /// It is not.
  ///
  /// @param burst the most searches there can be
  /// @param retryAfter when this very request would be within it
  record Exceeded(long burst, Duration retryAfter) implements Allowance {}
}
