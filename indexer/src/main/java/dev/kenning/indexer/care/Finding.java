package dev.kenning.indexer.care;

import java.util.Optional;

/// One thing in a data directory that is not as it should be.
///
/// @param severity whether something is damaged
/// @param part what of the directory it belongs to
/// @param place the file, method or folder, as precisely as it is known
/// @param problem what is wrong with it, in a sentence without its place
/// @param remedy the command that mends it, if one does
public record Finding(
    Severity severity, Part part, String place, String problem, Optional<String> remedy) {
  /// How much a finding matters.
  public enum Severity {
    /// Something is wrong: answers may lack something, or a part cannot be read.
    DAMAGE,
    /// Nothing is wrong; somebody may want to know.
    REMARK
  }

  /// What a data directory consists of.
  public enum Part {
    LEDGER("ledger"),
    GENERATIONS("generations"),
    INDEX("index"),
    CACHE("embedding cache"),
    MODELS("models");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static Finding damage(Part part, String place, String problem, String remedy) {
    return new Finding(Severity.DAMAGE, part, place, problem, Optional.of(remedy));
  }

  static Finding remark(Part part, String place, String problem) {
    return new Finding(Severity.REMARK, part, place, problem, Optional.empty());
  }

  static Finding remark(Part part, String place, String problem, String remedy) {
    return new Finding(Severity.REMARK, part, place, problem, Optional.of(remedy));
  }
}
