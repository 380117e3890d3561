package dev.kenning.search.http;

import dev.kenning.indexer.ledger.Rejection;
import dev.kenning.search.answer.LedgerTokens;
import java.time.Instant;

/// A change that was turned away, as the wire shows it.
///
/// @param reason `conflicting-version`: the version is held with other content; `other-basis`: the
///   file had changed since what `If-Match` named
/// @param given the version or sequence that the writer named
/// @param heldSequence where what is held stood then; 0 if nothing was
/// @param at when it came
record RejectionReport(
    String path, String reason, long given, long heldSequence, String heldToken, Instant at) {
  static RejectionReport of(LedgerTokens tokens, Rejection rejection) {
    return new RejectionReport(
        rejection.file().path(),
        rejection.reason().word(),
        rejection.given(),
        rejection.held().value(),
        tokens.issue(rejection.held()),
        rejection.at());
  }
}
