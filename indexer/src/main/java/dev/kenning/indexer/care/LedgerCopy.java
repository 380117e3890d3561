package dev.kenning.indexer.care;

import dev.kenning.indexer.SequenceNumber;
import java.nio.file.Path;

/// Makes a copy of a ledger as it is at one instant, while it is being written.
@FunctionalInterface
public interface LedgerCopy {
  /// @param target does not exist yet
  /// @return the last change the copy holds
  SequenceNumber copyTo(Path target);
}
