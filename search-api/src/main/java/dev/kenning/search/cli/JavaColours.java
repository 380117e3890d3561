package dev.kenning.search.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Java source with the colours of a terminal: words of the language, texts, numbers and comments;
/// one pass of one expression, since an excerpt need not compile.
final class JavaColours {
  private static final String RESET = "\u001b[0m";
  private static final Pattern PIECES =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*(?s:.*?)(?:\\*/|$))"
              + "|(?<text>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')"
              + "|(?<annotation>@\\w[\\w.]*)"
              + "|(?<number>\\b\\d[\\w.]*)"
              + "|(?<word>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue"
              + "|default|do|double|else|enum|extends|final|finally|float|for|if|implements"
              + "|import|instanceof|int|interface|long|native|new|null|package|permits|private"
              + "|protected|public|record|return|sealed|short|static|strictfp|super|switch"
              + "|synchronized|this|throw|throws|transient|true|false|try|var|void|volatile"
              + "|when|while|yield)\\b)");

  private JavaColours() {}

  static String of(String source) {
    return PIECES.matcher(source).replaceAll(JavaColours::coloured);
  }

  private static String coloured(java.util.regex.MatchResult piece) {
    String colour =
        piece.group("comment") != null
            ? "\u001b[2m"
            : piece.group("text") != null
                ? "\u001b[32m"
                : piece.group("annotation") != null
                    ? "\u001b[33m"
                    : piece.group("number") != null ? "\u001b[36m" : "\u001b[35m";
    // A colour must not run over the end of a line: pagers begin each line anew.
    String everyLine = piece.group().replace("\n", RESET + "\n" + colour);
    return Matcher.quoteReplacement(colour + everyLine + RESET);
  }
}
