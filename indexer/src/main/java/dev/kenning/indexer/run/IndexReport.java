package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import java.time.Duration;
import java.util.List;

/// What came of a run.
///
/// @param taken what was taken of the tree, and what was not
/// @param applied what was made of it
/// @param elapsed from start to visible
public record IndexReport(Taken taken, Applied applied, Duration elapsed) {
  /// Whether everything that should be in the index is.
  public boolean isComplete() {
    return taken.problems().isEmpty() && applied.lost().isEmpty();
  }

  /// The ledger up to here is visible.
  public SequenceNumber visible() {
    return applied.visible();
  }

  /// For printing: `applied`'s stage times, first stage first.
  public List<StageTime> stageTimes() {
    return applied.stageTimes();
  }
}
