package dev.kenning.indexer.store;

/// A method that may answer, within one snapshot.
///
/// @param ref the snapshot's own name for it, worthless outside
/// @param score of the signal that found it: cosine in −1…1, or BM25 ≥ 0
public record Candidate(int ref, float score) {}
