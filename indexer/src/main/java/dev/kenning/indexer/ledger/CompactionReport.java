package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;

/// What a compaction did.
///
/// @param through history up to here holds only the latest change of each file
/// @param changesDropped superseded changes that are gone
/// @param contentsDropped contents that only those held
/// @param bytesBefore of the database and its journal on disk
/// @param bytesAfter likewise
public record CompactionReport(
    SequenceNumber through,
    long changesDropped,
    long contentsDropped,
    long bytesBefore,
    long bytesAfter) {}
