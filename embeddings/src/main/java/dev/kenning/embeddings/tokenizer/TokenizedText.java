package dev.kenning.embeddings.tokenizer;

import java.util.Arrays;

/// The token ids of one text, specials included, at most the model's limit. Immutable.
public final class TokenizedText {
  private final long[] ids;
  private final int truncatedTokenCount;

  /// @param ids copied; never empty, since the specials are always there
  /// @param truncatedTokenCount tokens of the text that did not fit; for a giant text, an estimate
  ///   above zero
  public TokenizedText(long[] ids, int truncatedTokenCount) {
    if (ids.length == 0 || truncatedTokenCount < 0) {
      throw new IllegalArgumentException("A tokenized text has ids and counts what it lost");
    }
    this.ids = ids.clone();
    this.truncatedTokenCount = truncatedTokenCount;
  }

  public int tokenCount() {
    return ids.length;
  }

  public int truncatedTokenCount() {
    return truncatedTokenCount;
  }

  /// The same text cut to at most `limit` tokens, 2 or more; the last one, which closes a text,
  /// stays the last.
  public TokenizedText cutTo(int limit) {
    if (limit < 2) {
      throw new IllegalArgumentException("A text has its first and last token, not " + limit);
    }
    if (ids.length <= limit) {
      return this;
    }
    long[] kept = Arrays.copyOf(ids, limit);
    kept[limit - 1] = ids[ids.length - 1];
    return new TokenizedText(kept, truncatedTokenCount + ids.length - limit);
  }

  /// Writes the ids into `target` from `offset` on.
  public void copyTo(long[] target, int offset) {
    System.arraycopy(ids, 0, target, offset, ids.length);
  }

  @Override
  public String toString() {
    return "TokenizedText" + Arrays.toString(ids);
  }
}
