package dev.kenning.search.query;

/// A field that cannot be accepted.
///
/// @param pointer JSON Pointer (RFC 6901) to it; empty for the whole body
/// @param expected what would have been right, as a phrase: `a whole number from 1 to 300`
public record FieldProblem(String pointer, String expected) {}
