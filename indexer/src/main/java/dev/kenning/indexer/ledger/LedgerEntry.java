package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.util.Optional;

/// One change as the ledger holds it.
///
/// @param sequence its place in the order
/// @param file which file
/// @param content the hash of what the file then held; empty when it was deleted
/// @param sizeBytes the length of what it held; 0 when it was deleted
public record LedgerEntry(
    SequenceNumber sequence, FileKey file, Optional<ContentHash> content, int sizeBytes) {}
