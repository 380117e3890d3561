package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;

/// A file that made a stage fail. It counts as applied, is named in status, and is tried again when
/// it changes or when the stage's rules change.
///
/// @param file which file
/// @param sequence the change whose content failed
/// @param stage `read`, `parse`, `embed` or `store`
/// @param rulesVersion of the stage that failed; 0 if it was not told
/// @param reason one sentence for a person
public record SetAsideFile(
    FileKey file, SequenceNumber sequence, String stage, int rulesVersion, String reason) {}
