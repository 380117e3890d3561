package dev.kenning.indexer.passage;

/// The ways to stand for a method that experiments compare. What an index is made of is [#NATURAL]
/// unless somebody measures.
public enum PassageForm {
  /// Split names, documentation, signature words, called names, comments, literals, identifiers:
  /// natural language, each word of the tail once.
  NATURAL,
  /// [#NATURAL] without documentation: what a method says by its code alone.
  UNDOCUMENTED,
  /// Documentation, signature and body as they stand in the file.
  RAW
}
