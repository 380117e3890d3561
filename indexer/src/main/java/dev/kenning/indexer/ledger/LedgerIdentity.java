package dev.kenning.indexer.ledger;

/// Tells one ledger's order from every other's: places in the order are only comparable where the
/// identity is the same, or [ChangeLedger#reaches] says so. Given at random when a ledger is made,
/// kept by a backup, and renewed by [ChangeLedger#fork] when a backup becomes the truth again.
///
/// @param text 16 lower-case hex digits
public record LedgerIdentity(String text) {
  public LedgerIdentity {
    if (!text.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("An identity is 16 hex digits, not '" + text + "'");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
