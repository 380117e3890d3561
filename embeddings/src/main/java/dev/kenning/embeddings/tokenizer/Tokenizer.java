package dev.kenning.embeddings.tokenizer;

/// Cuts texts into a model's tokens. Safe for many threads.
public interface Tokenizer extends AutoCloseable {
  /// The most tokens a text is given, specials included.
  int maxTokenCount();

  /// Never fails: a text too long is cut, and what was lost is counted; exactly, or for giant texts
  /// by estimate.
  TokenizedText tokenize(String text);

  @Override
  void close();
}
