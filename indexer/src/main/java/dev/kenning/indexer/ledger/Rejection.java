package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.time.Instant;
import java.util.Locale;

/// A change that was turned away.
///
/// @param file which file
/// @param place which of the submission's proposals, from 0; 0 where it is told later
/// @param reason why
/// @param given the version or the basis that its writer named
/// @param held where what is held instead stands; [SequenceNumber#NONE] if nothing is
/// @param at when, to the millisecond
public record Rejection(
    FileKey file, int place, Reason reason, long given, SequenceNumber held, Instant at) {
  /// Why a change is turned away.
  public enum Reason {
    /// The version is held with other content.
    CONFLICTING_VERSION,

    /// The file has changed since the content that the change was made from.
    OTHER_BASIS;

    /// The word on the wire.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
