package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;

/// What became of a change; `sequence` is where the winning content stands in the ledger.
public sealed interface Receipt {
  SequenceNumber sequence();

  /// Taken, and durable.
  record Accepted(SequenceNumber sequence) implements Receipt {}

  /// Held already, exactly so; nothing was written.
  record Repeated(SequenceNumber sequence) implements Receipt {}

  /// A newer version is held; nothing was written.
  record Superseded(SequenceNumber sequence) implements Receipt {}

  /// The same version with other content is held; nothing was written.
  record Conflicting(SequenceNumber sequence) implements Receipt {}
}
