package dev.kenning.search.http;

import dev.kenning.search.answer.NotYetVisibleException;
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
/// @param awaited what was waited for in vain, where a state was asked for
/// @param held what is held instead, for each change that was turned away
/// @param requestId the request it belongs to
record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<List<FieldProblem>> errors,
    Optional<Integer> line,
    Optional<Integer> column,
    Optional<Awaited> awaited,
    Optional<List<Held>> held,
    String requestId) {

  /// @param path of the file
  /// @param sequence where what is held stands; 0 if there never was such a file
  /// @param token to read it
  record Held(String path, long sequence, String token) {}

  /// @param sequence the change that had to be visible
  /// @param visible the last one that is
  /// @param trouble what keeps the index from following, if anything does
  record Awaited(long sequence, long visible, Optional<String> trouble) {
    static Awaited of(NotYetVisibleException late) {
      return new Awaited(late.wanted().value(), late.visible().value(), late.trouble());
    }
  }

  /// A problem that does not know its request yet.
  ///
  /// @param slug the last part of its type
  /// @param retryAfter when asking again may help
  /// @param allow the methods that the address has, where another one was used; else empty
  /// @param awaited what was waited for in vain
  /// @param held what is held instead of what was turned away; else empty
  record Draft(
      int status,
      String slug,
      String title,
      String detail,
      List<FieldProblem> errors,
      int line,
      int column,
      Optional<Duration> retryAfter,
      List<String> allow,
      Optional<Awaited> awaited,
      List<Held> held) {
    Draft {
      held = List.copyOf(held);
      errors = List.copyOf(errors);
      allow = List.copyOf(allow);
    }

    static Draft of(int status, String slug, String title, String detail) {
      return new Draft(
          status,
          slug,
          title,
          detail,
          List.of(),
          0,
          0,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of());
    }

    Draft retryAfter(Duration time) {
      return new Draft(
          status,
          slug,
          title,
          detail,
          errors,
          line,
          column,
          Optional.of(time),
          allow,
          awaited,
          held);
    }

    Draft allow(List<String> methods) {
      return new Draft(
          status, slug, title, detail, errors, line, column, retryAfter, methods, awaited, held);
    }

    /// Names the fields that are wrong.
    Draft errors(List<FieldProblem> problems) {
      return new Draft(
          status, slug, title, detail, problems, line, column, retryAfter, allow, awaited, held);
    }

    /// Says what is held.
    Draft held(List<Held> instead) {
      return new Draft(
          status, slug, title, detail, errors, line, column, retryAfter, allow, awaited, instead);
    }

    /// Says what was waited for.
    Draft awaited(Awaited state) {
      return new Draft(
          status,
          slug,
          title,
          detail,
          errors,
          line,
          column,
          retryAfter,
          allow,
          Optional.of(state),
          held);
    }

    /// Says where the body breaks off; each counted from 1, 0 when unknown.
    Draft place(int brokenLine, int brokenColumn) {
      return new Draft(
          status,
          slug,
          title,
          detail,
          errors,
          brokenLine,
          brokenColumn,
          retryAfter,
          allow,
          awaited,
          held);
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
          awaited,
          held.isEmpty() ? Optional.empty() : Optional.of(held),
          requestId);
    }
  }
}
