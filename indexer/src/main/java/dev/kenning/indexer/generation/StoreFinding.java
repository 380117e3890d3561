package dev.kenning.indexer.generation;

import dev.kenning.indexer.FileKey;
import java.util.Optional;

/// Something an index says that the ledger does not, or the other way round.
///
/// @param kind what is wrong
/// @param file where; empty for the index as a whole
/// @param detail one sentence
public record StoreFinding(Kind kind, Optional<FileKey> file, String detail) {
  /// What can be wrong, with the word the wire uses for it.
  public enum Kind {
    /// Bytes on the disk are not those that were written.
    DAMAGED("damaged"),
    /// The ledger has the file, the index does not.
    FILE_MISSING("file-missing"),
    /// The index has the file, the ledger does not.
    FILE_EXTRA("file-extra"),
    /// The index has the file as it was before its last change.
    CONTENT_OUTDATED("content-outdated"),
    METHOD_MISSING("method-missing"),
    METHOD_EXTRA("method-extra"),
    VECTOR_MISSING("vector-missing"),
    VECTOR_NOT_FINITE("vector-not-finite"),
    VECTOR_NOT_NORMALISED("vector-not-normalised"),
    /// The ledger cannot give the file's content, so nothing could be compared.
    CONTENT_UNREADABLE("content-unreadable");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
