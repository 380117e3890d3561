package dev.kenning.indexer.method;

/// Something in a file that could not be read.
///
/// @param line where, counted from 1; 0 for the whole file
/// @param reason what was wrong, as one sentence for a person
public record ParseProblem(int line, String reason) {}
