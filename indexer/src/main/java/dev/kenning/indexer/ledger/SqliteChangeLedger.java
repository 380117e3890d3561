package dev.kenning.indexer.ledger;

import java.nio.file.Path;

/// Opens.
public final class SqliteChangeLedger {
  private SqliteChangeLedger() {}

  /// Opens the ledger at `file` for writing, and makes it where there is none.
  public static ChangeLedger open(Path file, LedgerConfig config) {
    return unbuilt(file, config);
  }

  /// Opens an existing ledger to read; somebody else may be writing.
  public static ChangeLedger openReadOnly(Path file, LedgerConfig config) {
    return unbuilt(file, config);
  }

  private static ChangeLedger unbuilt(Path file, LedgerConfig config) {
    if (config.maxSizeBytes() > 0) {
      throw new UnsupportedOperationException("Not built yet: " + file);
    }
    throw new IllegalArgumentException();
  }
}
