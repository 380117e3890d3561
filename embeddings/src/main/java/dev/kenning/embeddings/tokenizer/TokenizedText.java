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

  /// Writes the ids into `target` from `offset` on.
  public void copyTo(long[] target, int offset) {
    System.arraycopy(ids, 0, target, offset, ids.length);
  }

  @Override
  public String toString() {
    return "TokenizedText" + Arrays.toString(ids);
  }
}
