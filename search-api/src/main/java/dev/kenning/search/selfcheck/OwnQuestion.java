package dev.kenning.search.selfcheck;

import dev.kenning.indexer.method.MethodUnit;
import java.util.List;

/// A question that a tree asks of itself.
///
/// @param text the intent
/// @param source who says it
/// @param answers the methods it is said of
public record OwnQuestion(String text, Source source, List<MethodUnit> answers) {
  /// Who says it.
  public enum Source {
    /// The first sentence of a method's documentation; asked of an index without documentation.
    DOCUMENTATION("documentation"),
    /// What a test says of the method it tests.
    TEST("tests"),
    /// The subject of a commit that changed few methods.
    COMMIT("commits");

    private final String word;

    Source(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public OwnQuestion {
    answers = List.copyOf(answers);
  }
}
