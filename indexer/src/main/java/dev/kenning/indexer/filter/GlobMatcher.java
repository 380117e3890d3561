package dev.kenning.indexer.filter;

/// Runs one anchored pattern as a nondeterministic automaton whose states are the pattern's tokens:
/// each character of the path moves the set of live states one step, so nothing is ever tried twice
/// (Thompson's simulation). A regular expression would do the same until a hostile pattern made it
/// backtrack.
final class GlobMatcher {
  // Tokens; a value of 0 or more is a character that stands for itself.
  private static final int ONE = -1; // ?
  private static final int IN_PART = -2; // *
  private static final int ANYTHING = -3; // **
  private static final int AT_PART = -4; // **/ between two parts; always followed by WITHIN_PART
  private static final int WITHIN_PART = -5; // **/ inside a part that is skipped

  private final int[] tokens;
  private final int tokenCount;
  private int[] live;
  private int liveCount;
  private int[] next;
  private int nextCount;
  private final int[] enteredAt;
  private int step;

  GlobMatcher(String pattern) {
    tokens = new int[2 * pattern.length() + 1];
    tokenCount = compile(pattern);
    live = new int[tokenCount + 1];
    next = new int[tokenCount + 1];
    enteredAt = new int[tokenCount + 1];
  }

  private int compile(String pattern) {
    int count = 0;
    for (int i = 0; i < pattern.length(); ) {
      char character = pattern.charAt(i);
      int end = i + 1;
      if (character == '*') {
        while (end < pattern.length() && pattern.charAt(end) == '*') {
          end++;
        }
        boolean startsPart = i == 0 || pattern.charAt(i - 1) == '/';
        if (end - i > 1 && startsPart && end < pattern.length() && pattern.charAt(end) == '/') {
          tokens[count++] = AT_PART;
          tokens[count++] = WITHIN_PART;
          end++;
        } else {
          tokens[count++] = end - i > 1 ? ANYTHING : IN_PART;
        }
      } else {
        tokens[count++] = character == '?' ? ONE : character;
      }
      i = end;
    }
    return count;
  }

  boolean matches(String path) {
    nextCount = 0;
    step++;
    enter(0);
    for (int i = 0; i < path.length(); i++) {
      swap();
      if (liveCount == 0) {
        return false;
      }
      char character = path.charAt(i);
      for (int j = 0; j < liveCount; j++) {
        advance(live[j], character);
      }
    }
    return enteredAt[tokenCount] == step;
  }

  private void swap() {
    int[] spent = live;
    live = next;
    liveCount = nextCount;
    next = spent;
    nextCount = 0;
    step++;
  }

  private void advance(int state, char character) {
    if (state == tokenCount) {
      return;
    }
    switch (tokens[state]) {
      case ONE -> enterIf(character != '/', state + 1);
      case IN_PART -> enterIf(character != '/', state);
      case ANYTHING -> enter(state);
      case AT_PART -> enter(character == '/' ? state : state + 1);
      case WITHIN_PART -> enter(character == '/' ? state - 1 : state);
      default -> enterIf(character == tokens[state], state + 1);
    }
  }

  private void enterIf(boolean condition, int state) {
    if (condition) {
      enter(state);
    }
  }

  /// Adds a state, and those it reaches without a character.
  private void enter(int state) {
    int reached = state;
    while (enteredAt[reached] != step) {
      enteredAt[reached] = step;
      next[nextCount++] = reached;
      if (reached == tokenCount) {
        return;
      }
      switch (tokens[reached]) {
        case IN_PART, ANYTHING -> reached++;
        case AT_PART -> reached += 2;
        default -> {
          return;
        }
      }
    }
  }
}
