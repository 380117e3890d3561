package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import java.util.List;

/// What a salvage saved of a damaged ledger, and what it could not.
///
/// @param fileCount files whose latest content was saved, tombstones among them
/// @param lostFiles files that are not in the new ledger, the first [#MOST_NAMED]: their content is
///   damaged, or it cannot be told any more what they held
/// @param lostFileCount all of those
/// @param lostVersionCount superseded versions whose content is damaged; nobody needs them
/// @param unreadableRows rows of each kind that could not be read, `changes: 12`; where it cannot
///   be told how many, at least so many
public record SalvageReport(
    long fileCount,
    List<LostFile> lostFiles,
    long lostFileCount,
    long lostVersionCount,
    List<String> unreadableRows) {
  public static final int MOST_NAMED = 1_000;

  public SalvageReport {
    lostFiles = List.copyOf(lostFiles);
    unreadableRows = List.copyOf(unreadableRows);
  }

  /// @param sequence of the change that is lost
  /// @param followed whether the repository follows a root, so that a sync takes the file again
  public record LostFile(FileKey file, long sequence, boolean followed) {}
}
