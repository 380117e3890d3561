package dev.kenning.indexer.store;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;

/// A method on its way into the store: the unit, its passage and the passage's vector.
public record IndexedMethod(MethodUnit unit, Passage passage, Embedding embedding) {}
