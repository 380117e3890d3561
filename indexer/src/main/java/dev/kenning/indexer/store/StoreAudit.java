package dev.kenning.indexer.store;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import java.util.List;
import java.util.function.Consumer;

/// A store's last commit, opened to be looked through method by method rather than searched. Takes
/// no lock, and stays as it was when it was opened. For one thread.
public interface StoreAudit extends AutoCloseable {
  /// The rules its content was made by.
  IndexFingerprint fingerprint();

  /// The commit claims to reflect the ledger up to here.
  SequenceNumber sequence();

  /// Reads every byte of it and compares checksums and structure.
  ///
  /// @return what is damaged, one sentence each with the file's name where it is known
  List<String> damage();

  /// Shows every method, in no particular order.
  ///
  /// @throws StoreCorruptException if one cannot be read
  void eachMethod(Consumer<AuditedMethod> visitor);

  @Override
  void close();

  /// A method as it stands in the store.
  ///
  /// @param contentHash of the file it was read from, as it was indexed
  record AuditedMethod(MethodId id, FileKey file, String contentHash, VectorState vector) {}

  /// Whether a vector can be searched for.
  enum VectorState {
    WELL,
    MISSING,
    NOT_FINITE,
    NOT_NORMALISED
  }
}
