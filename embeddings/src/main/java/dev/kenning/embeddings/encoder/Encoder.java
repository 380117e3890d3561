package dev.kenning.embeddings.encoder;

import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.util.List;

/// A loaded transformer. Blocking and uncancellable; safe for several threads, one pass each.
public interface Encoder extends AutoCloseable {
  ModelId model();

  int dimensionCount();

  /// One forward pass over the batch, padded to its longest text; answers in order.
  ///
  /// @throws dev.kenning.embeddings.EmbedderUnavailableException if the pass fails or the encoder
  ///   is closed
  List<Embedding> encode(List<TokenizedText> batch);

  /// Frees the model once running passes have ended. Idempotent.
  @Override
  void close();
}
