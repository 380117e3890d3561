package dev.kenning.indexer.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A writer's request to change files of one pushed repository: taken whole or not at all.
///
/// @param repository whose files
/// @param incarnation which life of the repository's name the writer means; empty for whichever it
///   is now
/// @param proposals 1 or more, followed in this order; a file may come more than once
/// @param key names the request, where it may be sent again
public record Submission(
    String repository,
    OptionalInt incarnation,
    List<Proposal> proposals,
    Optional<IdempotencyKey> key) {
  public Submission {
    proposals = List.copyOf(proposals);
    if (proposals.isEmpty()) {
      throw new IllegalArgumentException("A submission holds one change or more");
    }
    for (Proposal proposal : proposals) {
      if (!proposal.change().file().repository().equals(repository)) {
        throw new IllegalArgumentException(
            "%s is not in %s".formatted(proposal.change().file(), repository));
      }
    }
  }

  /// One versioned change, without a key.
  public static Submission of(FileChange change) {
    return new Submission(
        change.file().repository(),
        OptionalInt.empty(),
        List.of(Proposal.versioned(change)),
        Optional.empty());
  }
}
