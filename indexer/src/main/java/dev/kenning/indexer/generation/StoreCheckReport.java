package dev.kenning.indexer.generation;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import java.util.List;

/// What a check of an index against the ledger came to.
///
/// @param fingerprint the rules the index was made by
/// @param sequence the index claims to reflect the ledger up to here; files that changed later were
///   not judged
/// @param fileCount files of the ledger that were compared
/// @param methodCount methods of the index that were compared
/// @param pendingCount files that changed after `sequence`
/// @param setAsideCount files that are known to have made a stage fail, and so have no methods
/// @param methodsCompared whether each file was read again to compare its methods one by one; not
///   so where the index was made by other rules than this release's
/// @param findings what is wrong, at most [#MAX_FINDINGS]
/// @param findingCount all of it
public record StoreCheckReport(
    IndexFingerprint fingerprint,
    SequenceNumber sequence,
    int fileCount,
    long methodCount,
    int pendingCount,
    int setAsideCount,
    boolean methodsCompared,
    List<StoreFinding> findings,
    int findingCount) {
  /// Findings beyond this many are counted and not kept.
  public static final int MAX_FINDINGS = 1_000;

  public StoreCheckReport {
    findings = List.copyOf(findings);
  }

  public boolean isSound() {
    return findingCount == 0;
  }
}
