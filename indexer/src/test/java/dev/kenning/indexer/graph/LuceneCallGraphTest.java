package dev.kenning.indexer.graph;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LuceneCallGraphTest extends CallGraphContract {
  @TempDir Path folder;

  @Override
  MethodStore open(IndexFingerprint fingerprint) {
    return LuceneMethodStore.open(folder, fingerprint, StoreConfig.DEFAULT);
  }
}
