package dev.kenning.indexer.ledger;

/// What the file system said of a followed file when it was last read: equal stamps need no second
/// read. Never decides an order.
///
/// @param sizeBytes its length
/// @param modifiedMillis its time of modification; 0 where there is none to trust
public record FileStamp(long sizeBytes, long modifiedMillis) {}
