package dev.kenning.indexer.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Takes identifiers, or any text that holds some, apart into words: `parseHTTPResponse2` gives
/// parse, http, response, 2.
///
/// A word is a run of letters or a run of digits; everything else separates. Within letters a word
/// begins
///
/// - where an upper-case letter follows a lower-case one (`fooBar`), and
/// - at the last upper-case letter of a run that a lower-case letter follows (`HTTPResponse`),
///   unless all that follows is the `s` of a plural (`parseURLs` gives parse, urls).
///
/// Letters and digits are Unicode's; words come out in lower case, whatever the machine's language.
/// Linear in the text's length; safe for any thread.
public final class IdentifierSplitter {
  /// Takes the place of one word in the text.
  @FunctionalInterface
  public interface WordSpans {
    /// @param start index of the word's first char
    /// @param end index after its last char
    void word(int start, int end);
  }

  private IdentifierSplitter() {}

  /// The words of `text` in order, in lower case, repeats kept.
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    forEachWord(
        text, (start, end) -> words.add(text.substring(start, end).toLowerCase(Locale.ROOT)));
    return words;
  }

  /// Where the words of `text` stand, in order, without copying them.
  public static void forEachWord(CharSequence text, WordSpans spans) {
    int length = text.length();
    int at = 0;
    while (at < length) {
      int c = Character.codePointAt(text, at);
      if (Character.isDigit(c)) {
        at = emit(text, at, digitsEnd(text, at), spans);
      } else if (Character.isLetter(c)) {
        at = emit(text, at, wordEnd(text, at), spans);
      } else {
        at += Character.charCount(c);
      }
    }
  }

  private static int emit(CharSequence text, int start, int end, WordSpans spans) {
    spans.word(start, end);
    assert end > start && end <= text.length() : "a word has letters";
    return end;
  }

  private static int digitsEnd(CharSequence text, int start) {
    int at = start;
    while (at < text.length() && Character.isDigit(Character.codePointAt(text, at))) {
      at += Character.charCount(Character.codePointAt(text, at));
    }
    return at;
  }

  /// The end of the word of letters that begins at `start`.
  private static int wordEnd(CharSequence text, int start) {
    int at = start;
    int lastCapital = start;
    int capitals = 0;
    while (at < text.length() && isCapital(Character.codePointAt(text, at))) {
      lastCapital = at;
      at += Character.charCount(Character.codePointAt(text, at));
      capitals++;
    }
    int smallEnd = smallEnd(text, at);
    if (capitals < 2 || smallEnd == at || isPlural(text, at, smallEnd)) {
      return smallEnd;
    }
    return lastCapital; // HTTPResponse: the R belongs to the next word
  }

  private static int smallEnd(CharSequence text, int start) {
    int at = start;
    while (at < text.length()) {
      int c = Character.codePointAt(text, at);
      if (!isSmall(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static boolean isPlural(CharSequence text, int start, int end) {
    return end - start == 1 && text.charAt(start) == 's';
  }

  private static boolean isCapital(int c) {
    return Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  /// Letters without case (日本) count as small, combining marks go with their letter.
  private static boolean isSmall(int c) {
    return (Character.isLetter(c) && !isCapital(c))
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
