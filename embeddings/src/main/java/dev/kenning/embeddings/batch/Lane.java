package dev.kenning.embeddings.batch;

/// Which queue a text waits in. A worker looks at the passages only when no query waits.
enum Lane {
  QUERY,
  PASSAGE
}
