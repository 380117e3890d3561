package dev.kenning.search.cli;

import java.util.regex.Pattern;

/// The first sentence of a documentation comment, on one line, without its markup.
final class DocLine {
  private static final int LONGEST = 110;
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^}]*)}");
  private static final Pattern MARKUP = Pattern.compile("<[^>]{1,80}>");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s");

  private DocLine() {}

  static String first(String doc) {
    String prose = doc.split("(?m)^\\s*@\\w", 2)[0];
    String text = INLINE_TAG.matcher(prose).replaceAll("$1");
    text = BLANKS.matcher(MARKUP.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
    String sentence = SENTENCE_END.split(text, 2)[0];
    return sentence.length() <= LONGEST
        ? sentence
        : sentence.substring(0, sentence.lastIndexOf(' ', LONGEST) + 1).strip() + " …";
  }
}
