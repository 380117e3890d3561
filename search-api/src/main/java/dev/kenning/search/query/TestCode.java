package dev.kenning.search.query;

/// What becomes of test code in an answer, with the word the wire uses for it.
public enum TestCode {
  INCLUDE("include"),
  EXCLUDE("exclude"),
  ONLY("only");

  private final String word;

  TestCode(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
