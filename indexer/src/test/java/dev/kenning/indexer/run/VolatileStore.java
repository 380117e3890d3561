package dev.kenning.indexer.run;

import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A store that forgets what was not committed when it crashes, counts what it was asked, and fails
/// on request. Answers no searches.
final class VolatileStore implements MethodStore {
  /// One file as it stands in the store: its hash, and symbol, passage and vector of each method.
  record HeldFile(String contentHash, List<String> methods) {}

  private final IndexFingerprint fingerprint =
      new IndexFingerprint(new ModelId("hashing", "fp32"), 256, 1, 1, 1);
  private Map<String, HeldFile> files = new TreeMap<>(); // guarded by this, as all below
  private Map<String, HeldFile> durable = new TreeMap<>();
  private SequenceNumber committed = SequenceNumber.NONE;
  private SequenceNumber refreshed = SequenceNumber.NONE;
  private Consumer<FileKey> beforeReplacing = _ -> {};
  private int replacedCount;
  private int commitCount;

  /// Runs before each replacement; may throw.
  synchronized void beforeReplacing(Consumer<FileKey> fault) {
    beforeReplacing = fault;
  }

  /// Loses what was not committed.
  synchronized void crash() {
    files = new TreeMap<>(durable);
    refreshed = committed;
    beforeReplacing = _ -> {};
  }

  synchronized Map<String, HeldFile> files() {
    return new TreeMap<>(files);
  }

  synchronized List<String> methods() {
    List<String> methods = new ArrayList<>();
    files.values().forEach(file -> methods.addAll(file.methods()));
    return methods;
  }

  synchronized int replacedCount() {
    return replacedCount;
  }

  synchronized int commitCount() {
    return commitCount;
  }

  synchronized SequenceNumber refreshed() {
    return refreshed;
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
    if (!methods.isEmpty()) {
      beforeReplacing.accept(file);
    }
    replacedCount++;
    List<String> held = new ArrayList<>();
    for (IndexedMethod method : methods) {
      held.add(
          "%s | %s | %08x"
              .formatted(
                  method.unit().symbol(), method.passage().text(), method.embedding().hashCode()));
    }
    files.put(file.toString(), new HeldFile(contentHash, held));
  }

  @Override
  public synchronized void removeFile(FileKey file) {
    files.remove(file.toString());
  }

  @Override
  public synchronized void removeRepository(String repository) {
    files.keySet().removeIf(file -> file.startsWith(repository + ":"));
  }

  @Override
  public synchronized void commit(SequenceNumber sequence) {
    durable = new TreeMap<>(files);
    committed = sequence;
    commitCount++;
  }

  @Override
  public synchronized void refresh(SequenceNumber sequence) {
    refreshed = sequence;
  }

  @Override
  public StoreSnapshot snapshot() {
    throw new UnsupportedOperationException("Nobody searches here");
  }

  @Override
  public StoreSize size() {
    return new StoreSize(methods().size(), Map.of());
  }

  @Override
  public void close() {}
}
