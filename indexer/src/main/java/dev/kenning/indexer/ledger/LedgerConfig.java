package dev.kenning.indexer.ledger;

import java.time.Duration;

/// How a ledger is kept.
///
/// @param busyTimeout how long another process's write is waited for
/// @param journalLimitBytes what the write-ahead journal is cut back to after a checkpoint
/// @param maxSizeBytes the ledger takes nothing more beyond this size
/// @param readerCount readers at the same time; more wait for their turn
/// @param answersKept requests with an idempotency key whose outcome is remembered
public record LedgerConfig(
    Duration busyTimeout,
    long journalLimitBytes,
    long maxSizeBytes,
    int readerCount,
    int answersKept) {
  /// 5 seconds, 64 MiB, 256 GiB, 4 readers, 200,000 answers.
  public static final LedgerConfig DEFAULT =
      new LedgerConfig(Duration.ofSeconds(5), 64L << 20, 256L << 30);

  /// With the default counts of readers and answers.
  public LedgerConfig(Duration busyTimeout, long journalLimitBytes, long maxSizeBytes) {
    this(busyTimeout, journalLimitBytes, maxSizeBytes, 4, 200_000);
  }

  public LedgerConfig {
    if (readerCount < 1 || answersKept < 1) {
      throw new IllegalArgumentException(
          "A ledger needs 1 reader and 1 answer or more, not %d and %d"
              .formatted(readerCount, answersKept));
    }
    if (busyTimeout.isNegative() || journalLimitBytes < 0 || maxSizeBytes < 1 << 16) {
      throw new IllegalArgumentException(
          "A ledger needs a timeout of 0 or more and 64 KiB or more, not %s, %d, %d"
              .formatted(busyTimeout, journalLimitBytes, maxSizeBytes));
    }
  }
}
