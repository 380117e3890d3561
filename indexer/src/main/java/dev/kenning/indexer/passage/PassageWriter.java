package dev.kenning.indexer.passage;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.word.IdentifierSplitter;

/// Writes the text that stands for a method. Safe for any thread.
public final class PassageWriter {
  /// The rules of [PassageForm#NATURAL]; part of the index's fingerprint.
  ///
  /// 1. the first.
  public static final int RULES_VERSION = 1;

  private final PassageForm form;

  public PassageWriter() {
    this(PassageForm.NATURAL);
  }

  public PassageWriter(PassageForm form) {
    this.form = form;
  }

  /// What enters the fingerprint: the version of the rules, and which form they write.
  public int rulesVersion() {
    return form.fingerprint(RULES_VERSION);
  }

  public Passage write(MethodUnit unit) {
    return new Passage(String.join(" ", IdentifierSplitter.split(unit.symbol())));
  }
}
