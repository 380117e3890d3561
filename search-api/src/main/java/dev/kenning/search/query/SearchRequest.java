package dev.kenning.search.query;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// An intent, and how it is to be answered.
///
/// @param query the intent in the caller's words: 1 to [#MAX_QUERY_LENGTH] characters, not blank
/// @param limit how many methods at most: 1 to [#MAX_LIMIT]
/// @param mode which signals rank
/// @param filter which methods may answer
/// @param deadline how long the caller waits: 1 ms to [#MAX_DEADLINE]
/// @param include which parts each result carries
/// @param consistency how new the state must be that answers
/// @param window what the answer must fit into
/// @param context where the caller works
public record SearchRequest(
    String query,
    int limit,
    SearchMode mode,
    SearchFilter filter,
    Duration deadline,
    Set<AnswerPart> include,
    Consistency consistency,
    ContextWindow window,
    Optional<CallerContext> context) {
  public static final int MAX_QUERY_LENGTH = 4_000;
  public static final int MAX_LIMIT = 300;
  public static final int DEFAULT_LIMIT = 10;
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);
  public static final Duration MAX_DEADLINE = Duration.ofSeconds(60);
  private static final Duration MAX_RESERVE = Duration.ofMillis(250);

  public SearchRequest {
    if (query.isBlank() && !query.isEmpty()) {
      throw new IllegalArgumentException(
          "A query has 1 to " + MAX_QUERY_LENGTH + " characters; this one is blank");
    }
    if (query.isEmpty() || query.length() > MAX_QUERY_LENGTH) {
      throw new IllegalArgumentException(
          "A query has 1 to " + MAX_QUERY_LENGTH + " characters, not " + query.length());
    }
    requireLimit(limit);
    requireDeadline(deadline);
    include = Set.copyOf(include);
  }

  /// A question to whatever is visible now, whose answer may take any room, of a caller who says
  /// nothing of where it works.
  public SearchRequest(
      String query,
      int limit,
      SearchMode mode,
      SearchFilter filter,
      Duration deadline,
      Set<AnswerPart> include) {
    this(
        query,
        limit,
        mode,
        filter,
        deadline,
        include,
        Consistency.EVENTUAL,
        ContextWindow.UNBOUNDED,
        Optional.empty());
  }

  /// The same, to fit into `room`.
  public SearchRequest with(ContextWindow room) {
    return new SearchRequest(
        query, limit, mode, filter, deadline, include, consistency, room, context);
  }

  /// The same of a caller who works there.
  public SearchRequest with(CallerContext place) {
    return new SearchRequest(
        query, limit, mode, filter, deadline, include, consistency, window, Optional.of(place));
  }

  public SearchRequest with(Consistency wanted) {
    return new SearchRequest(
        query, limit, mode, filter, deadline, include, wanted, window, context);
  }

  /// The same over other methods.
  public SearchRequest with(SearchFilter wanted) {
    return new SearchRequest(
        query, limit, mode, wanted, deadline, include, consistency, window, context);
  }

  /// The same, answered sooner where `most` is less than what was asked for.
  public SearchRequest within(Duration most) {
    return deadline.compareTo(most) <= 0 ? this : waiting(most);
  }

  /// The same, whose caller waits so long.
  public SearchRequest waiting(Duration time) {
    return new SearchRequest(
        query, limit, mode, filter, time, include, consistency, window, context);
  }

  /// What is kept back of the deadline for what follows when a part is late: a quarter of it, a
  /// quarter of a second at most.
  public Duration reserve() {
    Duration quarter = deadline.dividedBy(4);
    return quarter.compareTo(MAX_RESERVE) < 0 ? quarter : MAX_RESERVE;
  }

  /// The query with every default.
  public static SearchRequest of(String query) {
    return new SearchRequest(
        query,
        DEFAULT_LIMIT,
        SearchMode.HYBRID,
        SearchFilter.DEFAULT,
        DEFAULT_DEADLINE,
        Set.of(AnswerPart.CODE));
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("A limit is 1 to " + MAX_LIMIT + ", not " + limit);
    }
  }

  static void requireDeadline(Duration deadline) {
    if (deadline.toMillis() < 1 || deadline.compareTo(MAX_DEADLINE) > 0) {
      throw new IllegalArgumentException(
          "A deadline is 1 ms to " + MAX_DEADLINE.toMillis() + " ms, not " + deadline);
    }
  }
}
