package dev.kenning.search.snippet;

import dev.kenning.indexer.passage.Passage;

/// What stands for a piece of code.
///
/// @param passage what is embedded for it
/// @param words what is looked up for it
/// @param reading how it was read
public record Snippet(Passage passage, String words, Reading reading) {
  /// How much of the code's structure could be read.
  public enum Reading {
    /// A method of a file, or of a class's body.
    METHOD,
    /// Statements without a method around them.
    STATEMENTS,
    /// Nothing but words.
    WORDS
  }
}
