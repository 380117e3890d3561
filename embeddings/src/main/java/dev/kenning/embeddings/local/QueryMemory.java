package dev.kenning.embeddings.local;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.embeddings.EmbeddedText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The vectors of the last queries, in memory only: what people ask is not written to disk. Safe
/// for many threads.
final class QueryMemory {
  private final int capacity;

  @GuardedBy("this")
  private final Map<String, EmbeddedText> answers = new LinkedHashMap<>();

  QueryMemory(int capacity) {
    this.capacity = capacity;
  }

  synchronized Optional<EmbeddedText> find(String text) {
    EmbeddedText known = answers.remove(text);
    if (known == null) {
      return Optional.empty();
    }
    // Put back at the end: the beginning is what was asked longest ago.
    answers.put(text, known);
    return Optional.of(
        new EmbeddedText(
            known.embedding(),
            known.tokenCount(),
            known.truncatedTokenCount(),
            EmbeddedText.Origin.CACHE));
  }

  synchronized void put(String text, EmbeddedText answer) {
    if (capacity == 0) {
      return;
    }
    answers.put(text, answer);
    if (answers.size() > capacity) {
      answers.remove(answers.keySet().iterator().next());
    }
  }
}
