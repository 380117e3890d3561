package dev.kenning.indexer.graph;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.testing.InMemoryMethodStore;

final class InMemoryCallGraphTest extends CallGraphContract {
  @Override
  MethodStore open(IndexFingerprint fingerprint) {
    return new InMemoryMethodStore(fingerprint);
  }
}
