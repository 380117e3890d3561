package dev.kenning.indexer.testing;

import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.MethodStoreContract;
import dev.kenning.indexer.store.SampleMethods;

final class InMemoryMethodStoreTest extends MethodStoreContract {
  @Override
  protected MethodStore open() {
    return new InMemoryMethodStore(SampleMethods.FINGERPRINT);
  }
}
