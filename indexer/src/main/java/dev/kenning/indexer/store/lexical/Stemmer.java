package dev.kenning.indexer.store.lexical;

/// Maps the inflected forms of a word to one stem (`retries`, `retrying` → `retri`).
/// Implementations are safe for any number of threads.
@FunctionalInterface
public interface Stemmer {
  /// @param word lower case
  String stem(String word);
}
