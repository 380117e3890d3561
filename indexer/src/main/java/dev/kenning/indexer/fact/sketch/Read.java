package dev.kenning.indexer.fact.sketch;

/// A field whose value is taken.
///
/// @param field which one
/// @param place where
public record Read(FieldReference field, Place place) {}
