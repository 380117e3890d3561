package dev.kenning.search.http;

import dev.kenning.indexer.ledger.Rejection;
import dev.kenning.search.answer.LedgerTokens;
import dev.kenning.search.http.Problem.Held;
import dev.kenning.search.query.FieldProblem;
import java.util.List;

/// Changes that were not taken because of what is held.
final class ChangesRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_NAMED = 100;

  private final transient List<Rejection> rejections;
  private final transient LedgerTokens tokens;
  private final boolean batch;

  /// @param tokens of the ledger
  /// @param batch whether the changes came in a body, which problems can point into
  ChangesRejectedException(List<Rejection> rejections, LedgerTokens tokens, boolean batch) {
    super(sentence(rejections, batch));
    this.rejections = List.copyOf(rejections);
    this.tokens = tokens;
    this.batch = batch;
  }

  private static String sentence(List<Rejection> rejections, boolean batch) {
    Rejection first = rejections.getFirst();
    String one = first.file() + ": " + reason(first);
    return batch
        ? "Nothing was taken, because of %d of the changes; the first: %s"
            .formatted(rejections.size(), one)
        : one;
  }

  private static String reason(Rejection rejection) {
    return switch (rejection.reason()) {
      case CONFLICTING_VERSION ->
          "version %d is held with other content, since sequence %d"
              .formatted(rejection.given(), rejection.held().value());
      case OTHER_BASIS ->
          rejection.held().value() == 0
              ? "there was never such a file, and so nothing at sequence " + rejection.given()
              : "the file stands at sequence %d and not at %d any more"
                  .formatted(rejection.held().value(), rejection.given());
    };
  }

  /// Whether all that is wrong is that files changed since their writers looked.
  boolean isPrecondition() {
    return rejections.stream()
        .allMatch(rejection -> rejection.reason() == Rejection.Reason.OTHER_BASIS);
  }

  /// Each change in the body that was in the way, the first 100.
  List<FieldProblem> problems() {
    return batch
        ? rejections.stream()
            .limit(MAX_NAMED)
            .map(one -> new FieldProblem("/changes/" + one.place(), expected(one)))
            .toList()
        : List.of();
  }

  private static String expected(Rejection rejection) {
    return switch (rejection.reason()) {
      case CONFLICTING_VERSION -> "a version of its own; " + reason(rejection);
      case OTHER_BASIS -> "the sequence of what is held; " + reason(rejection);
    };
  }

  /// What is held instead, the first 100.
  List<Held> held() {
    return rejections.stream()
        .limit(MAX_NAMED)
        .map(one -> new Held(one.file().path(), one.held().value(), tokens.issue(one.held())))
        .toList();
  }
}
