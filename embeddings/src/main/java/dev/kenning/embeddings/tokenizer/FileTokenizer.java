package dev.kenning.embeddings.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.kenning.embeddings.model.ModelCorruptException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/// A tokenizer read from a HuggingFace `tokenizer.json`. What the file itself says of truncation
/// and padding is ignored: some cut at 128 tokens without a word.
///
/// Whole texts are tokenized and cut here, so that what is lost can be counted; it costs a tenth of
/// a percent of the forward pass. Texts longer than [#CHARACTERS_PER_TOKEN] characters for each
/// token the model reads are cut before, and what is lost beyond is estimated in proportion.
///
/// Safe for many threads: the native tokenizer is not changed by use.
public final class FileTokenizer implements Tokenizer {
  /// Far above the three or four characters a token of code or English has.
  static final int CHARACTERS_PER_TOKEN = 32;

  private static final Map<String, String> WHOLE_TEXTS =
      Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true");

  private final HuggingFaceTokenizer tokenizer;
  private final int maxTokenCount;

  private FileTokenizer(HuggingFaceTokenizer tokenizer, int maxTokenCount) {
    this.tokenizer = tokenizer;
    this.maxTokenCount = maxTokenCount;
  }

  /// @param content the JSON; read to its end, not closed
  /// @param path names it in errors
  /// @throws ModelCorruptException if it is not a tokenizer
  public static FileTokenizer read(InputStream content, String path, int maxTokenCount)
      throws IOException {
    try {
      return new FileTokenizer(
          HuggingFaceTokenizer.newInstance(content, WHOLE_TEXTS), maxTokenCount);
    } catch (RuntimeException e) {
      throw new ModelCorruptException(
          path, "a HuggingFace tokenizer", String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public int maxTokenCount() {
    return maxTokenCount;
  }

  @Override
  public TokenizedText tokenize(String text) {
    String read = beginning(text);
    Encoding encoding = tokenizer.encode(read, true, false);
    long[] ids = encoding.getIds();
    int lostUnread = estimatedTokens(ids.length, read.length(), text.length() - read.length());
    if (ids.length <= maxTokenCount) {
      return new TokenizedText(ids, lostUnread);
    }
    long[] kept = Arrays.copyOf(ids, maxTokenCount);
    if (encoding.getSpecialTokenMask()[ids.length - 1] == 1) {
      kept[maxTokenCount - 1] = ids[ids.length - 1];
    }
    return new TokenizedText(kept, ids.length - maxTokenCount + lostUnread);
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /// The part of a giant text that is looked at: up to the cap, whole words where there are any.
  private String beginning(String text) {
    int cap = maxTokenCount * CHARACTERS_PER_TOKEN;
    if (text.length() <= cap) {
      return text;
    }
    int end = cap;
    while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    if (end == 0) {
      end = Character.isHighSurrogate(text.charAt(cap - 1)) ? cap - 1 : cap;
    }
    return text.substring(0, end);
  }

  private static int estimatedTokens(int tokenCount, int characterCount, int unreadCount) {
    return unreadCount == 0
        ? 0
        : Math.toIntExact(
            Math.max(1, Math.round((double) unreadCount * tokenCount / characterCount)));
  }
}
