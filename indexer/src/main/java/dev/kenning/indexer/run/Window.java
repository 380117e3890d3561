package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.run.ParsedChange.FileParsed;
import java.util.List;

/// Consecutive changes that travel together from parsing to the store.
///
/// @param changes in ledger order
/// @param last the sequence of the last of them
/// @param passageCount passages in all of them
/// @param byteCount bytes of source in all of them
record Window(List<ParsedChange> changes, SequenceNumber last, int passageCount, long byteCount) {
  Window {
    changes = List.copyOf(changes);
  }

  List<FileParsed> files() {
    return changes.stream()
        .filter(FileParsed.class::isInstance)
        .map(FileParsed.class::cast)
        .toList();
  }

  /// Files that changed or went.
  int fileCount() {
    return (int)
        changes.stream()
            .filter(c -> c instanceof FileParsed || c instanceof ParsedChange.FileRemoved)
            .count();
  }
}
