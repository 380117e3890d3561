package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.util.Optional;

/// A model ready to work: what it is, and its two working parts.
///
/// @param manifest limits, prefixes, dimensions
/// @param precision what the linears really compute in
/// @param fallbackReason why that is not what was asked for; empty if it is
/// @param tokenizer cuts texts; does not add the prefixes
/// @param encoder makes forward passes; the first few of a process are slow
public record LoadedModel(
    ModelManifest manifest,
    Precision precision,
    Optional<String> fallbackReason,
    Tokenizer tokenizer,
    Encoder encoder)
    implements AutoCloseable {

  /// Closes the encoder, once its running passes have ended, and the tokenizer. Idempotent.
  @Override
  public void close() {
    encoder.close();
    tokenizer.close();
  }
}
