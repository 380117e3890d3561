package dev.kenning.indexer.passage;

import java.util.Locale;

/// The ways to stand for a method that experiments compare. What an index is made of is [#NATURAL]
/// unless somebody measures.
public enum PassageForm {
  /// Split names, documentation, signature words, called names, comments, literals, identifiers:
  /// natural language, each word of the tail once.
  NATURAL(0),
  /// [#NATURAL] without documentation: what a method says by its code alone.
  UNDOCUMENTED(1),
  /// Documentation, signature and body as they stand in the file.
  RAW(2),
  /// [#UNDOCUMENTED] without the method's own name: what is left where names tell nothing.
  NAMELESS(3),
  /// [#UNDOCUMENTED] without what is called.
  CALLLESS(4),
  /// [#RAW] without documentation.
  RAW_UNDOCUMENTED(5);

  private static final int FORMS_PER_VERSION = 16;

  private final int number; // enters the fingerprint: never given to another form

  PassageForm(int number) {
    this.number = number;
  }

  /// Its name to people, in lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Tells this form under these rules from every other form and version.
  int fingerprint(int rulesVersion) {
    return rulesVersion * FORMS_PER_VERSION + number;
  }
}
