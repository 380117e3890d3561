package dev.kenning.indexer.word;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Renders documentation comments as plain sentences: `{@code x}` gives x, `{@link Foo#bar(x)
/// label}` gives label, HTML tags and entities and Markdown's markers go, and white space shrinks
/// to single blanks.
///
/// This reads markup the way a hurried person does; it never fails, whatever it is given. Regular
/// expressions are possessive or bounded, so time is linear in the text, of which the first 20,000
/// chars are rendered. Safe for any thread.
public final class DocText {
  private static final int MAX_NESTING = 4;

  /// Documentation this long has said what it has to say.
  private static final int MAX_LENGTH = 20_000;

  private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w++)\\s*+([^{}]{0,2000}+)\\}");
  private static final Pattern REFERENCE_AND_LABEL =
      Pattern.compile("^([^\\s(]++(?:\\([^)]*+\\))?)(?:\\s++(.++))?$", Pattern.DOTALL);
  private static final Pattern MARKDOWN_LINK =
      Pattern.compile(
          "\\[([^\\[\\]\\n]{1,300}+)\\](\\[[^\\[\\]\\n]{0,300}+\\]|\\([^()\\n]{0,500}+\\))?");
  private static final Pattern HTML_TAG =
      Pattern.compile(
          "</?(?:[a-z][a-z0-9]{0,15}+|[A-Z]{1,2}|PRE|CODE|TABLE|BLOCKQUOTE)(?:\\s[^<>]{0,500}+)?/?>|<!--.{0,500}?-->");
  private static final Pattern ENTITY = Pattern.compile("&(#?\\w{1,8}+);");
  private static final Pattern BLANKS = Pattern.compile("\\s++");
  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^[ \\t]*+@(\\w++)");
  private static final Pattern PARAGRAPH =
      Pattern.compile(
          "\\n[ \\t]*+\\n|(?i:</?(?:p|ul|ol|dl|pre|table|h[1-6]|blockquote|div)\\b[^<>]{0,200}+>)");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s++\\p{Lu}|\\s*+$)");

  private DocText() {}

  /// All of `doc` as one line of text; block tags keep their words (`@return the sum` gives
  /// `returns the sum`).
  public static String render(String doc) {
    return oneLine(markup(doc));
  }

  /// What stands before the first block tag (`@param` …), as one line of text.
  public static String description(String doc) {
    Matcher tag = BLOCK_TAG.matcher(doc);
    return render(tag.find() ? doc.substring(0, tag.start()) : doc);
  }

  /// The first paragraph that has words, as one line of text.
  public static String firstParagraph(String doc) {
    Matcher tag = BLOCK_TAG.matcher(doc);
    String description = tag.find() ? doc.substring(0, tag.start()) : doc;
    for (String paragraph : PARAGRAPH.split(description)) {
      String text = render(paragraph);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /// The first sentence, as one line of text.
  public static String firstSentence(String doc) {
    String paragraph = firstParagraph(doc);
    Matcher end = SENTENCE_END.matcher(paragraph);
    while (end.find()) {
      if (!isAbbreviation(paragraph, end.start())) {
        return paragraph.substring(0, end.end());
      }
    }
    return paragraph;
  }

  private static boolean isAbbreviation(String text, int dot) {
    String before = text.substring(Math.max(0, dot - 4), dot).toLowerCase(Locale.ROOT);
    return before.endsWith("e.g") || before.endsWith("i.e") || before.endsWith(" vs");
  }

  private static String markup(String doc) {
    String text = doc.length() <= MAX_LENGTH ? doc : doc.substring(0, MAX_LENGTH);
    for (int depth = 0; depth < MAX_NESTING && text.contains("{@"); depth++) {
      text = INLINE_TAG.matcher(text).replaceAll(tag -> Matcher.quoteReplacement(inline(tag)));
    }
    text = HTML_TAG.matcher(text).replaceAll(" ");
    text = MARKDOWN_LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(label(link)));
    text = ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    return text.replace('`', ' ').replace("**", " ").replace("{@", " ");
  }

  private static String inline(MatchResult tag) {
    String body = tag.group(2).strip();
    return switch (tag.group(1)) {
      case "link", "linkplain", "value" -> reference(body);
      case "inheritDoc", "docRoot" -> "";
      default -> body;
    };
  }

  private static String label(MatchResult link) {
    String text = link.group(1);
    if (link.group(2) != null) {
      return text;
    }
    // An array type or an index (`byte[]`, `x[0]`) is not a link; what links name reads as one.
    return text.isBlank() || Character.isDigit(text.charAt(0)) ? link.group() : reference(text);
  }

  /// `Foo#bar(x) label` gives label, `Foo#bar(x)` gives `Foo.bar`.
  private static String reference(String body) {
    Matcher parts = REFERENCE_AND_LABEL.matcher(body);
    if (!parts.matches()) {
      return body;
    }
    String label = parts.group(2);
    if (label != null) {
      return label;
    }
    String name = parts.group(1);
    int parameters = name.indexOf('(');
    String plain = parameters < 0 ? name : name.substring(0, parameters);
    String dotted = plain.startsWith("#") ? plain.substring(1) : plain.replace('#', '.');
    return simpleName(dotted);
  }

  /// `java.util.List.of` gives `List.of`: packages tell a reader nothing here.
  private static String simpleName(String dotted) {
    int from = 0;
    while (true) {
      int dot = dotted.indexOf('.', from);
      if (dot < 0 || from >= dotted.length() || !Character.isLowerCase(dotted.charAt(from))) {
        return from < dotted.length() ? dotted.substring(from) : dotted;
      }
      from = dot + 1;
    }
  }

  private static String character(MatchResult entity) {
    return switch (entity.group(1)) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      case "apos", "#39" -> "'";
      default -> " ";
    };
  }

  private static String oneLine(String text) {
    String words = BLOCK_TAG.matcher(text).replaceAll(tag -> " " + blockWord(tag.group(1)));
    return BLANKS.matcher(words).replaceAll(" ").strip();
  }

  private static String blockWord(String tag) {
    return switch (tag) {
      case "return" -> "returns";
      case "param" -> "";
      case "throws", "exception" -> "throws";
      default -> Matcher.quoteReplacement(tag);
    };
  }
}
