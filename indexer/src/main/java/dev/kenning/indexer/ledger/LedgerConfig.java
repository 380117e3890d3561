package dev.kenning.indexer.ledger;

import java.time.Duration;

/// How a ledger is kept.
///
/// @param busyTimeout how long another process's write is waited for
/// @param journalLimitBytes what the write-ahead journal is cut back to after a checkpoint
/// @param maxSizeBytes the ledger takes nothing more beyond this size
public record LedgerConfig(Duration busyTimeout, long journalLimitBytes, long maxSizeBytes) {
  /// 5 seconds, 64 MiB, 256 GiB.
  public static final LedgerConfig DEFAULT =
      new LedgerConfig(Duration.ofSeconds(5), 64L << 20, 256L << 30);

  public LedgerConfig {
    if (busyTimeout.isNegative() || journalLimitBytes < 0 || maxSizeBytes < 1 << 16) {
      throw new IllegalArgumentException(
          "A ledger needs a timeout of 0 or more and 64 KiB or more, not %s, %d, %d"
              .formatted(busyTimeout, journalLimitBytes, maxSizeBytes));
    }
  }
}
