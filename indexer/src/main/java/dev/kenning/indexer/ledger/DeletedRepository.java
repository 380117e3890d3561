package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;

/// A repository that was deleted at `sequence`; entries before it are void.
public record DeletedRepository(String name, SequenceNumber sequence) {}
