package dev.kenning.search.query;

import java.time.Duration;

/// How new the state must be that a question is answered from. A caller chooses per request: what
/// costs nothing, or a wait that ends with the request's deadline.
public sealed interface Consistency {
  /// Whatever is visible now; never waits.
  Consistency EVENTUAL = new Eventual();

  /// Everything acknowledged before the request arrived; followed trees are looked at first.
  Consistency STRONG = new Strong();

  /// See [#EVENTUAL].
  record Eventual() implements Consistency {}

  /// See [#STRONG].
  record Strong() implements Consistency {}

  /// The change that a token stands for, and all before it: read your own write.
  record AtLeast(SequenceToken token) implements Consistency {}

  /// No change may be invisible for longer than this, counted from its acknowledgement.
  ///
  /// @param age 0 to [#MAX_AGE]
  record MaxStaleness(Duration age) implements Consistency {
    public static final Duration MAX_AGE = Duration.ofDays(365);

    public MaxStaleness {
      if (age.isNegative() || age.compareTo(MAX_AGE) > 0) {
        throw new IllegalArgumentException(
            "An age is 0 to " + MAX_AGE.toMillis() + " ms, not " + age.toMillis());
      }
    }
  }
}
