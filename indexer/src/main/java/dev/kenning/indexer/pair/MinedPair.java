package dev.kenning.indexer.pair;

/// A question and the passage of the method that answers it.
///
/// @param library where both come from
/// @param source what the question was made of
/// @param query the question
/// @param passage the method's passage, without what the question was made of
public record MinedPair(String library, Source source, String query, String passage) {
  /// What people wrote beside the code.
  public enum Source {
    /// The first paragraph of a method's documentation.
    DOCUMENTATION,
    /// What the documentation says of the result, and of what it is made from.
    RESULT,
    /// The name of a test, of the method it tests.
    TEST,
    /// The method's own name, turned into a request; the passage goes without it.
    NAME,
    /// A comment amid the code, of the statements that follow it; their passage has no name.
    COMMENT
  }

  MinedPair asking(String question) {
    return new MinedPair(library, source, question, passage);
  }
}
