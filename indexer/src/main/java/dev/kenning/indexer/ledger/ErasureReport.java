package dev.kenning.indexer.ledger;

/// What an erasure did.
///
/// @param contentsErased contents of deleted repositories that were overwritten
/// @param complete whether nothing of a deleted repository is left in the database, its free pages
///   or its journal; false while a reader or another process holds on to an older state
public record ErasureReport(long contentsErased, boolean complete) {}
