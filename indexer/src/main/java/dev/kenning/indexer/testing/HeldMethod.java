package dev.kenning.indexer.testing;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.link.MethodLinks;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.indexer.store.lexical.WordWeigher;
import java.util.Map;

/// A method with all that questions ask of it.
record HeldMethod(
    StoredMethod stored,
    MethodTraits traits,
    Embedding embedding,
    Map<String, Integer> units,
    MethodLinks links) {
  static HeldMethod of(IndexedMethod method, String contentHash, WordWeigher weigher) {
    return new HeldMethod(
        StoredMethod.of(method.unit(), contentHash),
        MethodTraits.of(method.unit()),
        method.embedding(),
        weigher.weigh(method.unit()),
        method.unit().links());
  }
}
