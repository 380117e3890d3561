package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;
import java.util.Optional;

/// A change together with what its writer knows of the file: either the version it is to be, or the
/// place in the order of the content it was made from.
///
/// @param change what is wanted; has no version where `basis` is given
/// @param basis where what the writer started from stands in the order, 0 for a file that was never
///   there
public record Proposal(FileChange change, Optional<SequenceNumber> basis) {
  public Proposal {
    if (change.version().isPresent() == basis.isPresent()) {
      throw new IllegalArgumentException(
          "A change of %s needs a version or a basis, and not both".formatted(change.file()));
    }
  }

  /// A change that carries its version.
  public static Proposal versioned(FileChange change) {
    return new Proposal(change, Optional.empty());
  }

  /// A change of what stands at `basis`.
  public static Proposal basedOn(SequenceNumber basis, FileChange change) {
    return new Proposal(change, Optional.of(basis));
  }
}
