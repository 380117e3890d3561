package dev.kenning.search.evaluation;

/// One result of a ranking, named as judgements name methods.
///
/// @param file its path; may be longer or shorter than the judged one, as long as one ends with the
///   other at a folder's boundary
/// @param method its name; `Class.name` and `Class#name(args)` are taken as `name`
/// @param line its first line, from 1
/// @param endLine its last line
public record RankedMethod(String file, String method, int line, int endLine) {
  public RankedMethod {
    if (line < 1 || endLine < line) {
      throw new IllegalArgumentException("Lines must satisfy 1 <= " + line + " <= " + endLine);
    }
  }
}
