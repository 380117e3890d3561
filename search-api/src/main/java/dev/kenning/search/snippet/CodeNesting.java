package dev.kenning.search.snippet;

import java.util.ArrayDeque;
import java.util.Deque;

/// How deeply a text is nested, by its brackets alone, told before anybody parses it: a parser
/// takes twice as long for each lambda block within another, cannot be stopped, and so could be
/// kept busy for ever by a few lines. Brackets in comments and literals count too, which costs a
/// text that is full of them its structure, and nothing else.
final class CodeNesting {
  private static final int MOST_BRACKETS = 200;
  private static final int MOST_LAMBDAS = 6;

  private CodeNesting() {}

  static boolean isTooDeep(String text) {
    Deque<Boolean> open = new ArrayDeque<>();
    int lambdas = 0;
    boolean arrow = false; // the last thing that was not blank is an arrow
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '(', '[', '{' -> {
          boolean lambda = next == '{' && arrow;
          open.push(lambda);
          lambdas += lambda ? 1 : 0;
          if (open.size() > MOST_BRACKETS || lambdas > MOST_LAMBDAS) {
            return true;
          }
        }
        case ')', ']', '}' -> lambdas -= !open.isEmpty() && open.pop() ? 1 : 0;
        default -> {}
      }
      arrow = (next == '>' && i > 0 && text.charAt(i - 1) == '-') || (arrow && next <= ' ');
    }
    return false;
  }
}
