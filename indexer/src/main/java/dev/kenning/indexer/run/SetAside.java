package dev.kenning.indexer.run;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.SetAsideFile;
import dev.kenning.indexer.run.ParsedChange.FileParsed;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps the ledger's list of files that made a stage fail in step with what happened. For one
/// thread.
final class SetAside {
  private final ChangeLedger ledger;
  private final StageRules rules;
  private final boolean addsOnly;
  private final Set<FileKey> known;

  /// @param addsOnly whether files are put on the list and never taken off, because it speaks of
  ///   another index than the one that is written
  SetAside(ChangeLedger ledger, StageRules rules, boolean addsOnly) {
    this.ledger = ledger;
    this.rules = rules;
    this.addsOnly = addsOnly;
    this.known = ledger.setAside().stream().map(SetAsideFile::file).collect(Collectors.toSet());
  }

  void settle(FileParsed file) {
    FileKey key = file.entry().file();
    if (file.failure().isPresent()) {
      Applied.FileProblem failure = file.failure().get();
      int version = rules.version(failure.stage());
      ledger.setAside(key, file.entry().sequence(), failure.stage(), version, failure.reason());
      known.add(key);
    } else if (!addsOnly && known.remove(key)) {
      ledger.clearSetAside(key);
    }
  }
}
