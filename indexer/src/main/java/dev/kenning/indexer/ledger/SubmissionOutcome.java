package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;
import java.util.Comparator;
import java.util.List;

/// What became of a submission; the same for each time it is sent with the same key.
public sealed interface SubmissionOutcome {
  /// All of it stands, durable: each change was taken, held already, or came too late.
  ///
  /// @param receipts in the order of the proposals; none is [Receipt.Conflicting]
  record Acknowledged(List<Receipt> receipts) implements SubmissionOutcome {
    public Acknowledged {
      receipts = List.copyOf(receipts);
    }

    /// Whoever sees the ledger up to here sees all of it, or what won over it.
    public SequenceNumber sequence() {
      return receipts.stream()
          .map(Receipt::sequence)
          .max(Comparator.naturalOrder())
          .orElse(SequenceNumber.NONE);
    }
  }

  /// Nothing of it was taken, because of these changes.
  record Rejected(List<Rejection> rejections) implements SubmissionOutcome {
    public Rejected {
      rejections = List.copyOf(rejections);
    }
  }

  /// Nothing of it was taken: its key belongs to another request.
  record KeyReused(IdempotencyKey key) implements SubmissionOutcome {}

  /// Nothing of it was taken: the repository's files are read from `root`.
  record Followed(String root) implements SubmissionOutcome {}

  /// Nothing of it was taken: the repository was deleted and made again since.
  ///
  /// @param incarnation the one there is now
  record OtherIncarnation(int incarnation) implements SubmissionOutcome {}
}
