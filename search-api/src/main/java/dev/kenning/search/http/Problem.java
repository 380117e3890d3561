package dev.kenning.search.http;

import dev.kenning.search.query.FieldProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An error as RFC 9457 writes it.
///
/// @param type names the kind of problem, `urn:kenning:problem:too-large`
/// @param title the kind in words, the same each time
/// @param status of the response
/// @param detail this occurrence in words
/// @param errors each bad field; left out where it is not about fields
/// @param line where malformed JSON broke off, from 1
/// @param column likewise
/// @param requestId the request it belongs to
record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<List<FieldProblem>> errors,
    Optional<Integer> line,
    Optional<Integer> column,
    String requestId) {

  /// A problem that does not know its request yet.
  ///
  /// @param slug the last part of its type
  /// @param retryAfter when asking again may help
  record Draft(
      int status,
      String slug,
      String title,
      String detail,
      List<FieldProblem> errors,
      int line,
      int column,
      Optional<Duration> retryAfter) {
    Draft {
      errors = List.copyOf(errors);
    }

    static Draft of(int status, String slug, String title, String detail) {
      return new Draft(status, slug, title, detail, List.of(), 0, 0, Optional.empty());
    }

    Draft retryAfter(Duration time) {
      return new Draft(status, slug, title, detail, errors, line, column, Optional.of(time));
    }

    Problem of(String requestId) {
      return new Problem(
          "urn:kenning:problem:" + slug,
          title,
          status,
          detail,
          errors.isEmpty() ? Optional.empty() : Optional.of(errors),
          line == 0 ? Optional.empty() : Optional.of(line),
          column == 0 ? Optional.empty() : Optional.of(column),
          requestId);
    }
  }
}
