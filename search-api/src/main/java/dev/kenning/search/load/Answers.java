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

  private static boolean asksForAnAnswer(CallKind kind) {
    return kind == CallKind.SEARCH || kind == CallKind.SIMILAR;
  }
}
