package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.MethodStoreContract;
import dev.kenning.indexer.store.SampleMethods;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LuceneMethodStoreContractTest extends MethodStoreContract {
  @TempDir Path folder;

  @Override
  protected MethodStore open() {
    return LuceneMethodStore.open(folder, SampleMethods.FINGERPRINT, StoreConfig.DEFAULT);
  }
}
