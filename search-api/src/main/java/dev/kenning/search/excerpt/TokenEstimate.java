package dev.kenning.search.excerpt;

/// How many tokens a text takes in the contexts of language models: an estimate that errs upwards.
///
/// The tokenizers of such models break a text into words (with the blank or sign before them),
/// groups of three digits, runs of other signs and runs of blanks, and these into pieces of their
/// vocabularies. Here a word is broken into its humps, and each hump, group and run costs what it
/// costs on average: the figures are a least-squares fit to what `cl100k_base` makes of answers of
/// this program over Apache Commons, Guava and others, as the JSON that is sent, where one answer
/// is estimated within 5 % either way. [#MARGIN] is added, so that the true count is below the
/// estimate; `o200k_base` takes 1 to 6 % more than the other, and is below as a rule.
///
/// Linear in the text; additive over lines but for a token or so at each seam.
public final class TokenEstimate {
  /// What is added to the expected count: one answer in a hundred is underestimated by as much.
  private static final double MARGIN = 0.06;

  private static final double FIRST_HUMP = 0.87;
  private static final double LATER_HUMP = 0.80;
  private static final double SHORT_HUMP = 1.15; // one or two letters: half of them are no word
  private static final int LONG_HUMP = 8; // more letters are more than one piece
  private static final double LONG_LETTER = 0.22;
  private static final double CAPITALS = 0.90;
  private static final double CAPITAL = 0.11;
  private static final double DIGITS = 1.15; // a group of three at most
  private static final double BLANKS = 1.0; // a single blank belongs to what follows
  private static final double JOINED_SIGN = 0.36; // one sign before a word is often part of it
  private static final double SIGNS = 1.15; // up to four together
  private static final double MORE_SIGNS = 0.25; // each of them
  private static final double OTHER_CHAR = 1.5; // beyond ASCII

  private TokenEstimate() {}

  /// An estimate of `text`'s tokens, rounded up.
  public static int of(CharSequence text) {
    return (int) Math.ceil(cost(text) * (1 + MARGIN));
  }

  /// How much of what [#cost] counts is estimated at `tokens`.
  public static double room(int tokens) {
    return tokens / (1 + MARGIN);
  }

  /// The expected count, without the margin: what adds up over parts.
  public static double cost(CharSequence text) {
    double cost = 0;
    int at = 0;
    while (at < text.length()) {
      int end = endOfRun(text, at);
      cost +=
          switch (kind(text.charAt(at))) {
            case LETTER -> word(text, at, end);
            case DIGIT -> DIGITS * Math.ceilDiv(end - at, 3);
            case BLANK -> end - at == 1 && text.charAt(at) == ' ' ? 0 : BLANKS;
            case SIGN -> signs(text, at, end);
            case OTHER -> OTHER_CHAR * (end - at);
          };
      at = end;
    }
    return cost;
  }

  private enum Kind {
    LETTER,
    DIGIT,
    BLANK,
    SIGN,
    OTHER
  }

  private static Kind kind(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      return Kind.LETTER;
    }
    if (c >= '0' && c <= '9') {
      return Kind.DIGIT;
    }
    if (c <= ' ') {
      return Kind.BLANK;
    }
    return c < 0x80 ? Kind.SIGN : Kind.OTHER;
  }

  private static int endOfRun(CharSequence text, int from) {
    Kind kind = kind(text.charAt(from));
    int end = from + 1;
    while (end < text.length() && kind(text.charAt(end)) == kind) {
      end++;
    }
    return end;
  }

  private static double signs(CharSequence text, int from, int to) {
    boolean joined = to - from == 1 && to < text.length() && kind(text.charAt(to)) == Kind.LETTER;
    return joined ? JOINED_SIGN : SIGNS + MORE_SIGNS * Math.max(0, to - from - 4);
  }

  private static double word(CharSequence text, int from, int to) {
    double cost = 0;
    int at = from;
    while (at < to) {
      int end = endOfCapitals(text, at, to);
      if (end - at > 1) {
        cost += CAPITALS + CAPITAL * (end - at);
      } else {
        end = endOfHump(text, at, to);
        cost += hump(end - at, at == from);
      }
      at = end;
    }
    return cost;
  }

  private static double hump(int letters, boolean first) {
    double whole = letters <= 2 ? SHORT_HUMP : first ? FIRST_HUMP : LATER_HUMP;
    return whole + LONG_LETTER * Math.max(0, letters - LONG_HUMP + 1);
  }

  /// The end of capitals that stand together: of `HTTPRequest` those of `HTTP`.
  private static int endOfCapitals(CharSequence text, int from, int to) {
    int end = from;
    while (end < to && text.charAt(end) <= 'Z') {
      end++;
    }
    return end < to && end > from ? end - 1 : end;
  }

  private static int endOfHump(CharSequence text, int from, int to) {
    int end = from + 1;
    while (end < to && text.charAt(end) >= 'a') {
      end++;
    }
    return end;
  }
}
