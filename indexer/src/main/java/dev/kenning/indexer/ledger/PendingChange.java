package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;

/// A change that a view has yet to follow, with what its file has come to since.
///
/// @param sequence the change's own place in the order
/// @param latest the file's latest entry, which may stand further on
public record PendingChange(SequenceNumber sequence, LedgerEntry latest) {}
