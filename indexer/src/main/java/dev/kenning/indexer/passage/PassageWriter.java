package dev.kenning.indexer.passage;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.NaturalPassage.Part;
import java.util.EnumSet;

/// Writes the text that stands for a method: what a person would say it does, made of the method's
/// own words. Safe for any thread.
public final class PassageWriter {
  /// The rules of every [PassageForm]; part of the index's fingerprint.
  ///
  /// 1. the first: name, type, documentation, signature, calls, comments, literals, identifiers.
  /// 2. single letters and `void` go; anonymous types say what they are made from; of the rest of
  ///    the documentation only the description, and tags only where there is no description.
  /// 3. names of parameters and calls whole, though their words were said before.
  public static final int RULES_VERSION = 3;

  private final PassageForm form;

  /// Writes [PassageForm#NATURAL].
  public PassageWriter() {
    this(PassageForm.NATURAL);
  }

  public PassageWriter(PassageForm form) {
    this.form = form;
  }

  public PassageForm form() {
    return form;
  }

  /// What enters the fingerprint: the version of the rules, and which form they write.
  public int rulesVersion() {
    return form.fingerprint(RULES_VERSION);
  }

  /// The passage of one method; the same unit always gives the same text.
  public Passage write(MethodUnit unit) {
    String text =
        switch (form) {
          case NATURAL -> NaturalPassage.of(unit, EnumSet.allOf(Part.class));
          case UNDOCUMENTED -> NaturalPassage.of(unit, EnumSet.of(Part.NAME, Part.CALLS));
          case NAMELESS -> NaturalPassage.of(unit, EnumSet.of(Part.CALLS));
          case CALLLESS -> NaturalPassage.of(unit, EnumSet.of(Part.NAME));
          case RAW -> RawPassage.of(unit, true);
          case RAW_UNDOCUMENTED -> RawPassage.of(unit, false);
        };
    return new Passage(text.isBlank() ? unit.symbol() : text); // `$()` in `_` has no words
  }
}
