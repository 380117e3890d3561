package dev.kenning.indexer.store;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;

/// What a store's last commit says of the store.
///
/// @param fingerprint the rules it was made by
/// @param sequence the ledger up to here is reflected
/// @param size methods and bytes
/// @param olderFormat whether it was begun by an older release of the store's library: it can be
///   read and written, and only a new store is wholly of today's format
public record StoreDescription(
    IndexFingerprint fingerprint, SequenceNumber sequence, StoreSize size, boolean olderFormat) {}
