package dev.kenning.search.fusion;

/// What a second look tells of a candidate.
///
/// @param nameShare what share of its name's words the intent says, 0…1; 0 where words do not rank
/// @param anonymous whether it stands in an anonymous or local type
/// @param beside whether it stands beside the file that the caller works in
public record Surroundings(double nameShare, boolean anonymous, boolean beside) {}
