package dev.kenning.embeddings.testing;

import dev.kenning.embeddings.tokenizer.TokenizedText;
import dev.kenning.embeddings.tokenizer.Tokenizer;

/// One token per word, two specials. Refuses texts with the word `untokenizable`.
public final class WordTokenizer implements Tokenizer {
  private static final int SPECIAL_TOKEN_COUNT = 2;

  private final int maxTokenCount;

  public WordTokenizer(int maxTokenCount) {
    this.maxTokenCount = maxTokenCount;
  }

  @Override
  public int maxTokenCount() {
    return maxTokenCount;
  }

  @Override
  public TokenizedText tokenize(String text) {
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+");
    int read = Math.min(words.length, maxTokenCount - SPECIAL_TOKEN_COUNT);
    long[] ids = new long[read + SPECIAL_TOKEN_COUNT];
    for (int i = 0; i < read; i++) {
      if (words[i].equals("untokenizable")) {
        throw new IllegalArgumentException("cannot be tokenized");
      }
      ids[i + 1] = id(words[i]);
    }
    return new TokenizedText(ids, words.length - read);
  }

  @Override
  public void close() {}

  /// The token of a word.
  public static long id(String word) {
    return word.hashCode();
  }
}
