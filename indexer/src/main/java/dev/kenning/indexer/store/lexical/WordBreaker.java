package dev.kenning.indexer.store.lexical;

import dev.kenning.indexer.word.IdentifierSplitter;
import java.util.ArrayList;
import java.util.List;

/// Breaks text into words and identifiers into their parts.
///
/// A word is a run of letters, digits, `_` and `$`; [IdentifierSplitter] takes it apart
/// (`parseHTTPRequest2` is `parse`, `http`, `request`, `2`). An ideograph is a word of its own, as
/// there are no spaces to go by. Words longer than [#MAX_WORD_LENGTH] characters are encoded bytes
/// rather than words, and are left out.
public final class WordBreaker {
  /// Characters of the longest word that is kept.
  public static final int MAX_WORD_LENGTH = 100;

  private WordBreaker() {}

  /// The words of `text` in order, at most `maxWords` of them.
  public static List<Word> words(String text, int maxWords) {
    List<Word> words = new ArrayList<>();
    int position = 0;
    while (position < text.length() && words.size() < maxWords) {
      int codePoint = text.codePointAt(position);
      int start = position;
      position += Character.charCount(codePoint);
      if (Character.isIdeographic(codePoint)) {
        String ideograph = text.substring(start, position);
        words.add(new Word(ideograph, ideograph, List.of(ideograph)));
      } else if (isWordPart(codePoint)) {
        position = endOfWord(text, position);
        if (position - start <= MAX_WORD_LENGTH) {
          addWord(words, text.substring(start, position));
        }
      }
    }
    return words;
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      if (!isWordPart(codePoint) || Character.isIdeographic(codePoint)) {
        return end;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  private static void addWord(List<Word> words, String written) {
    List<String> parts = IdentifierSplitter.split(written);
    if (!parts.isEmpty()) {
      words.add(new Word(written, String.join("", parts), parts));
    }
  }

  private static boolean isWordPart(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == '$';
  }
}
