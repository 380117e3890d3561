package dev.kenning.search.query;

import java.util.List;
import java.util.stream.Collectors;

/// The request was understood and cannot be accepted; every bad field is named.
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldProblem> problems;

  public InvalidRequestException(List<FieldProblem> problems) {
    super(
        problems.stream()
            .map(problem -> place(problem) + ": " + problem.expected())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /// The pointer to the whole body is empty, which reads as if something were lost.
  private static String place(FieldProblem problem) {
    return problem.pointer().isEmpty() ? "The body" : problem.pointer();
  }

  /// At least one.
  public List<FieldProblem> problems() {
    return problems;
  }
}
