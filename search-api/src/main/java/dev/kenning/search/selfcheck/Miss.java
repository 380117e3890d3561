package dev.kenning.search.selfcheck;

import dev.kenning.indexer.method.MethodUnit;
import java.util.OptionalInt;

/// A question whose answer did not come among the first ten.
///
/// @param question what was asked
/// @param rank of the answer, if it came at all
/// @param first what came first; the answer itself where nothing did
/// @param reason the likeliest one
public record Miss(OwnQuestion question, OptionalInt rank, MethodUnit first, Reason reason) {
  /// Why an answer may be missed, likeliest first.
  public enum Reason {
    /// A method of the same name came first.
    NAMESAKE("a method of the same name came first"),
    /// No word of the question is a word of the method.
    OTHER_WORDS("the code uses none of the question's words"),
    /// The method does nothing by itself.
    LITTLE_BODY("the method holds one statement or none: there is little to go by"),
    /// The question could mean many methods.
    VAGUE("the question has few words that tell anything"),
    /// Another method of the type came first.
    SIBLING("another method of the same type came first"),
    /// None of these.
    OTHER("another method seems to fit better");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
