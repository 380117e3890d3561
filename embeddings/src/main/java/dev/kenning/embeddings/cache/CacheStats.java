package dev.kenning.embeddings.cache;

/// What the cache has done since it was opened, and what it holds.
///
/// @param hitCount texts found
/// @param missCount texts not found, damaged ones included
/// @param damagedCount rows that failed their checksum or could not be read, and were not used
/// @param writtenCount vectors written
/// @param lostCount vectors that could not be written
/// @param evictedCount entries removed to stay within the bound
/// @param entryCount entries in the file
/// @param waitingCount vectors not yet written
/// @param inUse whether there is a file at all
public record CacheStats(
    long hitCount,
    long missCount,
    long damagedCount,
    long writtenCount,
    long lostCount,
    long evictedCount,
    long entryCount,
    int waitingCount,
    boolean inUse) {}
