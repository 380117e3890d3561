package dev.kenning.search.cli;

import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import dev.kenning.search.comparison.PassageComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A store for methods that compete once, in a folder that goes with it.
final class ScratchStore implements AutoCloseable {
  private final Path folder;
  private final MethodStore store;

  private ScratchStore(Path folder, MethodStore store) {
    this.folder = folder;
    this.store = store;
  }

  static ScratchStore open() throws IOException {
    Path folder = Files.createTempDirectory("kenning-comparison-");
    try {
      return new ScratchStore(
          folder,
          LuceneMethodStore.open(
              folder,
              PassageComparison.storeFingerprint(LuceneMethodStore.SCHEMA_VERSION),
              StoreConfig.DEFAULT));
    } catch (RuntimeException | Error e) {
      BenchmarkFolder.delete(folder);
      throw e;
    }
  }

  MethodStore store() {
    return store;
  }

  @Override
  public void close() throws IOException {
    try {
      store.close();
    } finally {
      BenchmarkFolder.delete(folder);
    }
  }
}
