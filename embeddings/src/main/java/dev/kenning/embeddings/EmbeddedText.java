package dev.kenning.embeddings;

/// One text's embedding and what it took to make it.
///
/// @param embedding the vector
/// @param tokenCount tokens the model read, specials included
/// @param truncatedTokenCount tokens past the model's limit, which it did not read; 0 for a text
///   that fits
/// @param origin where the vector came from
public record EmbeddedText(
    Embedding embedding, int tokenCount, int truncatedTokenCount, Origin origin) {

  /// Where a vector came from.
  public enum Origin {
    /// A forward pass made for this call.
    MODEL,
    /// The persistent cache.
    CACHE,
    /// Another copy of the same text, being embedded at the same time.
    DUPLICATE
  }
}
