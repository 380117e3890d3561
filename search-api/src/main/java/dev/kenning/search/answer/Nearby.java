package dev.kenning.search.answer;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.store.Candidate;
import java.util.List;

/// A meaning and the methods that lie near it.
record Nearby(Embedding meaning, List<Candidate> candidates) {
  Nearby {
    candidates = List.copyOf(candidates);
  }
}
