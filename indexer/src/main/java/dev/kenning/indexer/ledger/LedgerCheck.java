package dev.kenning.indexer.ledger;

import java.util.List;

/// What a check of the whole ledger came to.
///
/// @param findings what is wrong, the first [#MAX_FINDINGS]
/// @param findingCount all that is wrong
/// @param contentCount contents unpacked and hashed
/// @param contentBytes their bytes, unpacked
/// @param changeCount changes looked at
public record LedgerCheck(
    List<LedgerFinding> findings,
    long findingCount,
    long contentCount,
    long contentBytes,
    long changeCount) {
  public static final int MAX_FINDINGS = 1_000;

  public LedgerCheck {
    findings = List.copyOf(findings);
  }

  public boolean isSound() {
    return findingCount == 0;
  }

  /// Hears how far a check is.
  @FunctionalInterface
  public interface Listener {
    Listener NONE = (_, _) -> {};

    /// @param contentsDone contents looked at so far
    /// @param contentTotal all there are
    void checked(long contentsDone, long contentTotal);
  }
}
