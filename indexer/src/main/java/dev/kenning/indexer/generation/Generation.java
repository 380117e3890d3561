package dev.kenning.indexer.generation;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.StoreDescription;
import java.nio.file.Path;
import java.util.Optional;

/// One index of a data directory, as its last commit on the disk describes it.
///
/// @param name of its folder; answers carry it as `as_of.generation`
/// @param folder where it lies
/// @param standing what it is for
/// @param description what its last commit says; empty where it cannot be read
/// @param damage why it cannot be read, one sentence
public record Generation(
    String name,
    Path folder,
    Standing standing,
    Optional<StoreDescription> description,
    Optional<String> damage) {

  /// What a generation is for, with the word the wire uses for it.
  public enum Standing {
    /// It answers.
    PUBLISHED("published"),
    /// It answered before, and is kept so that one can go back.
    PREVIOUS("previous"),
    /// It is being built, or was and waits to be compared and published.
    UNPUBLISHED("unpublished");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// The rules it was made by, as far as they can be known: of a damaged one, its name tells them.
  public Optional<IndexFingerprint> rules() {
    return description.map(StoreDescription::fingerprint).or(() -> GenerationNames.rulesOf(name));
  }

  /// The ledger is reflected up to here after a crash.
  public SequenceNumber sequence() {
    return description.map(StoreDescription::sequence).orElse(SequenceNumber.NONE);
  }

  /// Whether there is anything of it: before its first commit there is not.
  boolean isBegun() {
    return description.isPresent() || damage.isPresent();
  }

  /// Whether it can go on as it is under `wanted` rules: by the same rules, whole, and of today's
  /// format.
  public boolean serves(IndexFingerprint wanted) {
    return description
        .filter(known -> known.fingerprint().equals(wanted) && !known.olderFormat())
        .isPresent();
  }
}
