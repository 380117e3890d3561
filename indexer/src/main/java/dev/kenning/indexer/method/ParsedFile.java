package dev.kenning.indexer.method;

import java.util.List;

/// What was found in one file: its methods, and what could not be read and why. A file that could
/// not be parsed at all has no methods and at least one problem.
///
/// @param methods in the order they stand in the file
/// @param problems what was lost, each with its line; empty for a clean file
/// @param lost true when nothing of the file could be read
public record ParsedFile(List<MethodUnit> methods, List<ParseProblem> problems, boolean lost) {
  public ParsedFile {
    methods = List.copyOf(methods);
    problems = List.copyOf(problems);
  }
}
