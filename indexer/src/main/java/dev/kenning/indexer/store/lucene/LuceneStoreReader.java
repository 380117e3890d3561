package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.DirectoryReader;

/// The last commit of a store, read without its writer. It takes no lock and stays as it was when
/// opened, whatever is committed later. Any thread.
final class LuceneStoreReader implements SnapshotSource {
  private final IndexDirectory directory;
  private final StoreConfig config;
  private final PlaceCache places = new PlaceCache();
  private final CommitRecord record;
  private final VisibleIndex visible;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LuceneStoreReader(
      IndexDirectory directory, StoreConfig config, CommitRecord record, DirectoryReader reader) {
    this.directory = directory;
    this.config = config;
    this.record = record;
    this.visible = new VisibleIndex(reader, record.sequence());
  }

  static LuceneStoreReader open(IndexDirectory directory, StoreConfig config) {
    return directory.opening(lucene -> {
      if (!directory.exists()) {
        throw new StoreMissingException(directory.folder());
      }
      DirectoryReader reader = DirectoryReader.open(lucene);
      CommitRecord record = CommitRecord.of(reader.getIndexCommit().getUserData());
      return new LuceneStoreReader(directory, config, record, reader);
    });
  }

  @Override
  public IndexFingerprint fingerprint() {
    return record.fingerprint();
  }

  @Override
  public SequenceNumber committed() {
    return record.sequence();
  }

  @Override
  public StoreSnapshot snapshot() {
    if (closed.get() || !visible.acquire()) {
      throw new IllegalStateException("The store is closed");
    }
    return new LuceneSnapshot(visible, directory.name(), config, places);
  }

  @Override
  public StoreSize size() {
    return directory.size();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      visible.release();
      directory.close();
    }
  }
}
