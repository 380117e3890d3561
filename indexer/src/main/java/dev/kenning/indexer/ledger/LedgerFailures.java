package dev.kenning.indexer.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/// Tells a broken environment from a broken ledger, in what SQLite reports.
final class LedgerFailures {
  private static final int PRIMARY_CODE_MASK = 0xFF; // the rest tells details of the same failure

  private LedgerFailures() {}

  static RuntimeException named(Path file, SQLException failure) {
    int code = failure instanceof SQLiteException e ? e.getResultCode().code : -1;
    return switch (code & PRIMARY_CODE_MASK) {
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
