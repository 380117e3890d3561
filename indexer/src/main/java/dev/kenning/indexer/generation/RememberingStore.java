package dev.kenning.indexer.generation;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A store that tells [GoneMethods] which methods a file had, as searches saw it, and has no more.
/// What came and went between two refreshes was never seen, and is not told.
///
/// @param inner does the work
/// @param gone told before the change is visible; it is asked only for what is not
record RememberingStore(MethodStore inner, GoneMethods gone) implements MethodStore {
  @Override
  public void replaceFile(FileKey file, String contentHash, List<IndexedMethod> methods) {
    Set<MethodId> left = new HashSet<>(visible(file));
    methods.forEach(method -> left.remove(method.unit().id()));
    inner.replaceFile(file, contentHash, methods);
    gone.add(left);
  }

  @Override
  public void removeFile(FileKey file) {
    Set<MethodId> left = visible(file);
    inner.removeFile(file);
    gone.add(left);
  }

  private Set<MethodId> visible(FileKey file) {
    try (StoreSnapshot snapshot = inner.snapshot()) {
      return snapshot.methodIds(file);
    }
  }

  @Override
  public void removeRepository(String repository) {
    inner.removeRepository(repository); // nothing of it is to be remembered
  }

  @Override
  public void commit(SequenceNumber sequence) {
    inner.commit(sequence);
    gone.write();
  }

  @Override
  public void refresh(SequenceNumber sequence) {
    inner.refresh(sequence);
  }

  @Override
  public void recover() {
    inner.recover();
  }

  @Override
  public IndexFingerprint fingerprint() {
    return inner.fingerprint();
  }

  @Override
  public SequenceNumber committed() {
    return inner.committed();
  }

  @Override
  public StoreSnapshot snapshot() {
    return inner.snapshot();
  }

  @Override
  public StoreSize size() {
    return inner.size();
  }

  @Override
  public void close() {
    inner.close();
  }
}
