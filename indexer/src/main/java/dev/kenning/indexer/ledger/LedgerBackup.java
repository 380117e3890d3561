package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;

/// A copy that was made of a ledger.
///
/// @param identity whose order it holds
/// @param head the last change in it
/// @param sizeBytes of the file
public record LedgerBackup(LedgerIdentity identity, SequenceNumber head, long sizeBytes) {}
