package dev.kenning.search.query;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import java.time.Duration;
import java.util.Set;

/// Asks for methods that do what a given one does.
///
/// @param subject the given one
/// @param limit how many methods at most: 1 to [SearchRequest#MAX_LIMIT]
/// @param filter which methods may answer
/// @param deadline how long the caller waits
/// @param include which parts each result carries
/// @param consistency how new the state must be that answers
/// @param window what the answer must fit into
public record SimilarRequest(
    Subject subject,
    int limit,
    SearchFilter filter,
    Duration deadline,
    Set<AnswerPart> include,
    Consistency consistency,
    ContextWindow window) {
  public static final int MAX_CODE_LENGTH = 100_000;

  public SimilarRequest {
    SearchRequest.requireLimit(limit);
    SearchRequest.requireDeadline(deadline);
    include = Set.copyOf(include);
  }

  /// A question whose answer may take any room.
  public SimilarRequest(
      Subject subject,
      int limit,
      SearchFilter filter,
      Duration deadline,
      Set<AnswerPart> include,
      Consistency consistency) {
    this(subject, limit, filter, deadline, include, consistency, ContextWindow.UNBOUNDED);
  }

  /// A question to whatever is visible now.
  public SimilarRequest(
      Subject subject, int limit, SearchFilter filter, Duration deadline, Set<AnswerPart> include) {
    this(subject, limit, filter, deadline, include, Consistency.EVENTUAL);
  }

  public SimilarRequest with(Consistency wanted) {
    return new SimilarRequest(subject, limit, filter, deadline, include, wanted, window);
  }

  /// The same over other methods.
  public SimilarRequest with(SearchFilter wanted) {
    return new SimilarRequest(subject, limit, wanted, deadline, include, consistency, window);
  }

  /// The same, answered sooner where `most` is less than what was asked for.
  public SimilarRequest within(Duration most) {
    return deadline.compareTo(most) <= 0
        ? this
        : new SimilarRequest(subject, limit, filter, most, include, consistency, window);
  }

  /// The subject with every default.
  public static SimilarRequest of(Subject subject) {
    return new SimilarRequest(
        subject,
        SearchRequest.DEFAULT_LIMIT,
        SearchFilter.DEFAULT,
        SearchRequest.DEFAULT_DEADLINE,
        Set.of(AnswerPart.CODE));
  }

  /// What the answers must be like.
  public sealed interface Subject {
    /// An indexed method.
    record ById(MethodId id) implements Subject {}

    /// The innermost indexed method around a line, counted from 1.
    record ByLine(FileKey file, int line) implements Subject {
      public ByLine {
        if (line < 1) {
          throw new IllegalArgumentException("Lines count from 1, not " + line);
        }
      }
    }

    /// Java source, indexed or not: 1 to [#MAX_CODE_LENGTH] characters, not blank.
    record ByCode(String code) implements Subject {
      public ByCode {
        if (code.isBlank() || code.length() > MAX_CODE_LENGTH) {
          throw new IllegalArgumentException(
              "Code has 1 to " + MAX_CODE_LENGTH + " characters, not " + code.length());
        }
      }
    }
  }
}
