package dev.kenning.search.load;

/// Judges responses.
final class Answers {
  private static final String NOTHING_MISSING = "\"degraded\":[]";

  private Answers() {}

  static Outcome outcome(CallKind kind, ResponseReader response) {
    int status = response.status();
    if (status / 100 == 2) {
      return asksForAnAnswer(kind) && !response.tail().contains(NOTHING_MISSING)
          ? Outcome.DEGRADED
          : Outcome.GOOD;
    }
    boolean busy = status == 429 || status == 503;
    return busy && response.saysWhenToComeAgain() ? Outcome.REFUSED : Outcome.FAILED;
  }

  /// What was asked for turns out to be cheaper where the answer was remembered.
  static CallKind kind(CallKind asked, ResponseReader response) {
    return asked == CallKind.SEARCH && response.saysRemembered() ? CallKind.REMEMBERED : asked;
  }

  private static boolean asksForAnAnswer(CallKind kind) {
    return kind == CallKind.SEARCH || kind == CallKind.SIMILAR;
  }
}
