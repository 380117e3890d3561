package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeRules.Decision;
import dev.kenning.indexer.ledger.ChangeRules.Held;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is written of a submission, inside a transaction that somebody else opened.
final class SubmissionWrites {
  private static final int MAX_REJECTIONS = 1_000; // remembered, over all repositories

  private final SqliteSession session;
  private final RequestAnswers answers;
  private final long acceptedAt;

  /// @param acceptedAt milliseconds by the ledger's clock
  SubmissionWrites(SqliteSession session, RequestAnswers answers, long acceptedAt) {
    this.session = session;
    this.answers = answers;
    this.acceptedAt = acceptedAt;
  }

  SubmissionOutcome submit(Submission submission) throws SQLException {
    long repository = RepositoryWrites.id(session, submission.repository());
    RepositoryRecord record =
        LedgerReads.repository(session, submission.repository()).orElseThrow();
    if (record.root().isPresent()) {
      return new SubmissionOutcome.Followed(record.root().get());
    }
    if (submission.incarnation().orElse(record.incarnation()) != record.incarnation()) {
      return new SubmissionOutcome.OtherIncarnation(record.incarnation());
    }
    Optional<SubmissionOutcome> earlier = answers.find(session, repository, submission);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    SubmissionOutcome outcome = settle(repository, submission);
    answers.keep(session, repository, submission, outcome);
    return outcome;
  }

  /// All or nothing: what came before a change that is turned away is undone.
  private SubmissionOutcome settle(long repository, Submission submission) throws SQLException {
    List<Receipt> receipts = new ArrayList<>(submission.proposals().size());
    List<Rejection> rejections = new ArrayList<>();
    session.keep("SAVEPOINT submission");
    for (Proposal proposal : submission.proposals()) {
      settle(repository, proposal, receipts, rejections);
    }
    if (!rejections.isEmpty()) {
      session.keep("ROLLBACK TO submission");
    }
    session.keep("RELEASE submission");
    if (rejections.isEmpty()) {
      return new SubmissionOutcome.Acknowledged(receipts);
    }
    for (Rejection rejection : rejections) {
      remember(repository, rejection);
    }
    return new SubmissionOutcome.Rejected(rejections);
  }

  private void settle(
      long repository, Proposal proposal, List<Receipt> receipts, List<Rejection> rejections)
      throws SQLException {
    FileChange change = proposal.change();
    Optional<ContentHash> content = LedgerWrites.hash(change);
    Optional<Held> held = LedgerWrites.held(session, repository, change.file().path());
    Decision decision =
        proposal.basis().isPresent()
            ? ChangeRules.decideOnBasis(held, proposal.basis().get(), content)
            : ChangeRules.decide(held, change.version(), content);
    int place = receipts.size() + rejections.size();
    switch (decision) {
      case Decision.Keep(Receipt.Conflicting(SequenceNumber sequence)) ->
          rejections.add(
              rejection(proposal, place, Rejection.Reason.CONFLICTING_VERSION, sequence));
      case Decision.Keep keep -> receipts.add(keep.receipt());
      case Decision.Reject(SequenceNumber sequence) ->
          rejections.add(rejection(proposal, place, Rejection.Reason.OTHER_BASIS, sequence));
      case Decision.Take take ->
          receipts.add(
              LedgerWrites.append(session, repository, change, take.version(), held, acceptedAt));
    }
  }

  private Rejection rejection(
      Proposal proposal, int place, Rejection.Reason reason, SequenceNumber held) {
    long given =
        proposal
            .basis()
            .map(SequenceNumber::value)
            .orElseGet(() -> proposal.change().version().orElse(0));
    return new Rejection(
        proposal.change().file(), place, reason, given, held, Instant.ofEpochMilli(acceptedAt));
  }

  private void remember(long repository, Rejection rejection) throws SQLException {
    long place =
        session.insert(
            """
            INSERT INTO rejections(repository, path, reason, given, held, rejected_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            repository,
            rejection.file().path(),
            rejection.reason().name(),
            rejection.given(),
            rejection.held().value(),
            acceptedAt);
    session.update("DELETE FROM rejections WHERE place <= ?", place - MAX_REJECTIONS);
  }
}
