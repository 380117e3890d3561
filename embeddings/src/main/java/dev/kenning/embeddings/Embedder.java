package dev.kenning.embeddings;

import java.util.List;
import java.util.function.IntConsumer;

/// Turns texts into vectors whose cosine says how alike their meaning is.
///
/// Two lanes: a query travels alone and before passages, so it never waits for longer than the
/// batch that is running. Both calls block; passages block while the bounded queue is full, which
/// is how a slow model slows its feeder. Interrupting a blocked caller withdraws its texts: the
/// call throws [java.util.concurrent.CancellationException], the interrupt flag set. Safe for use
/// by many threads.
public interface Embedder extends AutoCloseable {
  /// Which function from text to vector this is; goes into caches and index fingerprints.
  ModelId model();

  int dimensionCount();

  /// Tokens the model reads of one text, specials included.
  int maxTokenCount();

  /// Embeds what a caller asks for, with the model's query prefix, in the fast lane.
  ///
  /// @throws DeadlineExceededException if the deadline passes first
  /// @throws EmbedderUnavailableException if the embedder is closed or the model fails
  EmbeddedText embedQuery(String text, Deadline deadline);

  /// Embeds texts that stand for methods, with the model's passage prefix; the answers are in the
  /// order of `texts`. Any number of texts; equal texts are embedded once. Many texts in one call
  /// are better than few: texts of like length travel together.
  ///
  /// @throws DeadlineExceededException if the deadline passes first
  /// @throws UnembeddableTextException if the model works but fails on some of the texts, which it
  ///   names; the others were embedded
  /// @throws EmbedderUnavailableException if the embedder is closed or the model fails
  List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline);

  /// As [#embedPassages(List, Deadline)], telling how far it has come.
  ///
  /// @param arrivals told the position of each text once as soon as its vector is there, on any
  ///   thread and possibly under a lock: returns at once and does not throw. This default tells all
  ///   at the end
  default List<EmbeddedText> embedPassages(
      List<String> texts, Deadline deadline, IntConsumer arrivals) {
    List<EmbeddedText> embedded = embedPassages(texts, deadline);
    for (int position = 0; position < texts.size(); position++) {
      arrivals.accept(position);
    }
    return embedded;
  }

  /// Refuses new work, lets the running batches end, frees the model. Idempotent.
  @Override
  void close();
}
