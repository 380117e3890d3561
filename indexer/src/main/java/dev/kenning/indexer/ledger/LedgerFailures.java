package dev.kenning.indexer.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/// Tells a broken environment from a broken ledger, in what SQLite reports.
final class LedgerFailures {
  private static final int PRIMARY_CODE_MASK = 0xFF; // the rest tells details of the same failure

  private LedgerFailures() {}

  /// Whether somebody else was in the way.
  static boolean isBusy(SQLException failure) {
    int code = primaryCode(failure);
    return code == 5 || code == 6; // SQLITE_BUSY, SQLITE_LOCKED
  }

  private static int primaryCode(SQLException failure) {
    return failure instanceof SQLiteException e ? e.getResultCode().code & PRIMARY_CODE_MASK : -1;
  }

  static RuntimeException named(Path file, SQLException failure) {
    return switch (primaryCode(failure)) {
      case 11, 26 -> // SQLITE_CORRUPT, SQLITE_NOTADB
          new LedgerCorruptException(
              "The ledger " + file + " is damaged: " + failure.getMessage(), failure);
      case 5, 6 -> // SQLITE_BUSY, SQLITE_LOCKED
          new LedgerUnavailableException(
              "The ledger " + file + " is held by another process: " + failure.getMessage(),
              failure);
      case 13 -> // SQLITE_FULL
          new LedgerUnavailableException(
              "The ledger " + file + " cannot grow: the disk or its own limit is full", failure);
      case 3, 7, 8, 10, 14, 23 -> // PERM, NOMEM, READONLY, IOERR, CANTOPEN, AUTH
          new LedgerUnavailableException(
              "The ledger " + file + " cannot be used: " + failure.getMessage(), failure);
      default ->
          new LedgerUnavailableException(
              "The ledger " + file + " failed: " + failure.getMessage(), failure);
    };
  }
}
