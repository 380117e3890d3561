package dev.kenning.embeddings.batch;

import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;

/// A text on its way through the model, with everyone who waits for it. Identity is the object's
/// own. The list of waiters is guarded by the queue's lock; the rest never changes.
final class PendingText {
  private final Lane lane;
  private final String text;
  private final TokenizedText tokens;
  private final Submission bringer;
  private final long sinceNanos;
  private final List<Waiter> waiters = new ArrayList<>(1);

  /// @param bringer the call that brought it first, in whose turn it travels
  /// @param sinceNanos when it came, by the meter's source
  PendingText(Lane lane, String text, TokenizedText tokens, Submission bringer, long sinceNanos) {
    this.lane = lane;
    this.text = text;
    this.tokens = tokens;
    this.bringer = bringer;
    this.sinceNanos = sinceNanos;
  }

  /// One place in one call's answer.
  record Waiter(Submission submission, int slot) {}

  Lane lane() {
    return lane;
  }

  String text() {
    return text;
  }

  TokenizedText tokens() {
    return tokens;
  }

  int tokenCount() {
    return tokens.tokenCount();
  }

  long sinceNanos() {
    return sinceNanos;
  }

  Submission bringer() {
    return bringer;
  }

  List<Waiter> waiters() {
    return waiters;
  }
}
