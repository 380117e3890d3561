package dev.kenning.search.fusion;

import java.util.Locale;

/// A part of ranking that can be left out, to see what it is worth.
public enum Stage {
  /// The words, beside the meaning.
  WORDS,
  /// The weight of words falls where the index does not know them.
  KNOWN_WORDS,
  /// Constructors, initialisers and methods without a body stand lower.
  KIND,
  /// Methods of one statement stand lower.
  TRIVIAL,
  /// Names that the intent says whole stand higher.
  NAME,
  /// Methods of anonymous types stand lower.
  ANONYMOUS,
  /// Overloads and copies are one result.
  FOLDING;

  /// Its name to people: `known-words`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
