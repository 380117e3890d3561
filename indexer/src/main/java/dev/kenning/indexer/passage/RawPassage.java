package dev.kenning.indexer.passage;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.word.DocText;

/// The raw form of a passage: documentation, then code as it stands, white space shrunk. What the
/// natural form is measured against.
final class RawPassage {
  /// More than any model of the catalogue reads.
  private static final int MAX_LENGTH = 4_000;

  private RawPassage() {}

  static String of(MethodUnit unit, boolean documented) {
    String doc = documented ? DocText.firstParagraph(unit.doc()) + " " : "";
    String text = doc + unit.code().replaceAll("\\s++", " ");
    String stripped = text.strip();
    return stripped.length() <= MAX_LENGTH ? stripped : stripped.substring(0, MAX_LENGTH);
  }
}
