package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;
import java.util.Optional;
import java.util.OptionalLong;

/// What becomes of a change, given what is held of its file. Pure: neither the order of arrival nor
/// the wall clock has a say.
///
/// | version given | held | outcome |
/// | --- | --- | --- |
/// | none | the same | repeated |
/// | none | something else, or nothing | taken, one above the version held |
/// | newer, or nothing held | anything | taken |
/// | equal | the same | repeated |
/// | equal | something else | conflicting |
/// | older | anything | superseded |
///
/// A tombstone is held like any content, so a late older put stays superseded.
///
/// A writer that does not count versions names the basis of its change instead, the sequence of
/// what it started from, 0 for nothing at all:
///
/// | basis | held | outcome |
/// | --- | --- | --- |
/// | any | the same content | repeated: the change was made already |
/// | where what is held stands | something else | taken, one above the version held |
/// | anywhere else | something else | rejected |
final class ChangeRules {
  private ChangeRules() {}

  /// What the ledger holds of a file.
  ///
  /// @param content empty for a tombstone
  record Held(SequenceNumber sequence, long version, Optional<ContentHash> content) {}

  /// What to do with a change.
  sealed interface Decision {
    /// Append it, as this version.
    record Take(long version) implements Decision {}

    /// Write nothing.
    record Keep(Receipt receipt) implements Decision {}

    /// Write nothing, and turn it away.
    record Reject(SequenceNumber held) implements Decision {}
  }

  static Decision decideOnBasis(
      Optional<Held> held, SequenceNumber basis, Optional<ContentHash> content) {
    Decision unnumbered = decide(held, OptionalLong.empty(), content);
    SequenceNumber winner = held.map(Held::sequence).orElse(SequenceNumber.NONE);
    boolean changes = unnumbered instanceof Decision.Take;
    return changes && !winner.equals(basis) ? new Decision.Reject(winner) : unnumbered;
  }

  static Decision decide(Optional<Held> held, OptionalLong version, Optional<ContentHash> content) {
    if (held.isEmpty()) {
      boolean deletesNothing = version.isEmpty() && content.isEmpty();
      return deletesNothing
          ? new Decision.Keep(new Receipt.Repeated(SequenceNumber.NONE))
          : new Decision.Take(version.orElse(1));
    }
    Held winner = held.get();
    boolean same = winner.content().equals(content);
    if (version.isEmpty()) {
      return same
          ? new Decision.Keep(new Receipt.Repeated(winner.sequence()))
          : new Decision.Take(winner.version() + 1);
    }
    long given = version.getAsLong();
    if (given > winner.version()) {
      return new Decision.Take(given);
    }
    if (given < winner.version()) {
      return new Decision.Keep(new Receipt.Superseded(winner.sequence()));
    }
    return new Decision.Keep(
        same
            ? new Receipt.Repeated(winner.sequence())
            : new Receipt.Conflicting(winner.sequence()));
  }
}
