package dev.kenning.indexer.ledger;

/// How much a view is behind.
///
/// @param fileCount files that changed
/// @param byteCount bytes those files hold now
public record PendingChanges(long fileCount, long byteCount) {}
