package dev.kenning.indexer.ledger;

/// What the file system or archive said of a followed file when it was last read: equal stamps need
/// no second read. Never decides an order.
///
/// @param sizeBytes its length
/// @param mark changes with the content: nanoseconds of the time of modification for a file, the
///   CRC-32 for an archive's entry
public record FileStamp(long sizeBytes, long mark) {}
