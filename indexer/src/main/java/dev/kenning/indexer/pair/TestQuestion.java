package dev.kenning.indexer.pair;

import dev.kenning.indexer.method.MethodUnit;
import java.util.List;

/// What a test says that a method does.
///
/// @param text in words
/// @param wording where the words come from
/// @param test who says it
/// @param tested the method, with its overloads in the same type
public record TestQuestion(String text, Wording wording, MethodUnit test, List<MethodUnit> tested) {
  /// What people wrote.
  public enum Wording {
    /// The first sentence of the test's comment.
    COMMENT,
    /// The test's name, taken apart.
    NAME
  }

  public TestQuestion {
    tested = List.copyOf(tested);
    if (tested.isEmpty()) {
      throw new IllegalArgumentException("A question needs a method that answers it");
    }
  }
}
