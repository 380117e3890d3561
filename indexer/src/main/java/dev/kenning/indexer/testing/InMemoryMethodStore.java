package dev.kenning.indexer.testing;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lexical.LexicalWeights;
import dev.kenning.indexer.store.lexical.WordWeigher;
import dev.kenning.indexer.store.lucene.SnowballEnglish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [MethodStore] on the heap that answers by looking at every method: right by definition, and
/// fast enough for some thousands. A commit outlives nothing here.
///
/// Threads: one monitor guards the files; a snapshot is an immutable copy.
public final class InMemoryMethodStore implements MethodStore {
  private final IndexFingerprint fingerprint;
  private final LexicalWeights weights;
  private final Map<FileKey, List<HeldMethod>> files = new LinkedHashMap<>();
  private List<HeldMethod> visible = List.of();
  private SequenceNumber reflected = SequenceNumber.NONE;
  private SequenceNumber committed = SequenceNumber.NONE;
  private boolean closed;

  public InMemoryMethodStore(IndexFingerprint fingerprint) {
    this(fingerprint, LexicalWeights.DEFAULT);
  }

  public InMemoryMethodStore(IndexFingerprint fingerprint, LexicalWeights weights) {
    this.fingerprint = fingerprint;
    this.weights = weights;
  }

  @Override
  public IndexFingerprint fingerprint() {
    return fingerprint;
  }

  @Override
  public synchronized SequenceNumber committed() {
    return committed;
  }

  @Override
  public synchronized void replaceFile(
      FileKey file, String contentHash, List<IndexedMethod> methods) {
    requireOpen();
    WordWeigher weigher = new WordWeigher(weights, new SnowballEnglish());
    List<HeldMethod> held = new ArrayList<>();
    for (IndexedMethod method : methods) {
      if (!method.unit().file().equals(file)
          || method.embedding().dimensionCount() != fingerprint.dimensionCount()) {
        throw new IllegalArgumentException(
            "%s does not belong into %s".formatted(method.unit().id(), file));
      }
      held.add(HeldMethod.of(method, contentHash, weigher));
    }
    files.remove(file);
    if (!held.isEmpty()) {
      files.put(file, held);
    }
  }

  @Override
  public synchronized void removeFile(FileKey file) {
    requireOpen();
    files.remove(file);
  }

  @Override
  public synchronized void removeRepository(String repository) {
    requireOpen();
    files.keySet().removeIf(file -> file.repository().equals(repository));
  }

  @Override
  public synchronized void commit(SequenceNumber sequence) {
    requireOpen();
    committed = sequence;
  }

  @Override
  public synchronized void refresh(SequenceNumber sequence) {
    requireOpen();
    visible = files.values().stream().flatMap(List::stream).toList();
    reflected = sequence;
  }

  @Override
  public synchronized StoreSnapshot snapshot() {
    requireOpen();
    return new InMemorySnapshot(visible, reflected, weights);
  }

  @Override
  public synchronized StoreSize size() {
    long count = files.values().stream().mapToLong(List::size).sum();
    return new StoreSize(
        count, Map.of("vectors", 0L, "graph", 0L, "text", 0L, "stored", 0L, "other", 0L));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The store is closed");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
