package dev.kenning.search.answer;

import dev.kenning.indexer.SequenceNumber;
import java.util.Optional;

/// The state that was asked for did not become visible before the deadline. Nothing is lost and
/// nothing failed, unless there is a trouble: asking again, or for less, may do.
public final class NotYetVisibleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SequenceNumber wanted;
  private final transient SequenceNumber visible;
  private final transient Optional<String> trouble;

  /// @param wanted the change that had to be visible
  /// @param visible the last one that is
  /// @param trouble what keeps the index from following, if anything does
  public NotYetVisibleException(
      SequenceNumber wanted, SequenceNumber visible, Optional<String> trouble) {
    super(
        "Change %s was to be visible, and %s is%s"
            .formatted(
                wanted,
                visible,
                trouble
                    .map(sentence -> "; the index cannot follow now: " + sentence)
                    .orElse("; ask again, with a larger deadline_ms, or for less")));
    this.wanted = wanted;
    this.visible = visible;
    this.trouble = trouble;
  }

  private NotYetVisibleException(String message, SequenceNumber visible, Optional<String> trouble) {
    super(message);
    this.wanted = visible;
    this.visible = visible;
    this.trouble = trouble;
  }

  /// Followed trees could not be looked at in time, so that nobody knows what should be visible.
  static NotYetVisibleException unseen(String what, SequenceNumber visible) {
    return new NotYetVisibleException(what, visible, Optional.of(what));
  }

  public SequenceNumber wanted() {
    return wanted;
  }

  public SequenceNumber visible() {
    return visible;
  }

  /// One sentence.
  public Optional<String> trouble() {
    return trouble;
  }
}
