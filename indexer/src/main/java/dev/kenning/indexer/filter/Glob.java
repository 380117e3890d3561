package dev.kenning.indexer.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A path pattern over paths with `/` between their parts. Upper and lower case differ.
///
/// | in the pattern | stands for |
/// | --- | --- |
/// | `?` | one character, not `/` |
/// | `*` | any characters but `/`, also none |
/// | `**/` at the start of a part | any number of whole parts, also none |
/// | `**` elsewhere | any characters, also `/`, also none |
/// | anything else | itself; there is no escape |
///
/// A pattern is matched from the repository's root; a leading `/` changes nothing. A pattern with
/// no `/` is looked for at every depth: `*Test.java` is `**/*Test.java`. One that ends in `/` keeps
/// everything below (`src/main/`), and so does one without wildcards: `src/main` keeps that file,
/// or that folder with everything in it.
///
/// At most [#MAX_LENGTH] characters and [#MAX_WILDCARDS] wildcards (a run of stars is one), so that
/// a hostile pattern costs little.
public record Glob(String pattern) {
  /// Characters a pattern may have.
  public static final int MAX_LENGTH = 512;

  /// Wildcards a pattern may have.
  public static final int MAX_WILDCARDS = 16;

  public Glob {
    if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A glob has 1 to " + MAX_LENGTH + " characters, not " + pattern.length());
    }
    int wildcards = wildcardCount(pattern);
    if (wildcards > MAX_WILDCARDS) {
      throw new IllegalArgumentException(
          "A glob has at most " + MAX_WILDCARDS + " wildcards, not " + wildcards);
    }
  }

  /// Whether `path` is kept; in time proportional to the path's length times the pattern's at
  /// worst.
  public boolean matches(String path) {
    return matcher().test(path);
  }

  /// The pattern made ready for many paths. Not thread-safe.
  public Predicate<String> matcher() {
    List<GlobMatcher> matchers = new ArrayList<>();
    for (String whole : anchored()) {
      matchers.add(new GlobMatcher(whole));
    }
    return path -> {
      for (GlobMatcher matcher : matchers) {
        if (matcher.matches(path)) {
          return true;
        }
      }
      return false;
    };
  }

  /// What every matching path starts with; empty if that is not known.
  public String literalPrefix() {
    List<String> whole = anchored();
    String first = whole.getFirst();
    int end = 0;
    while (end < first.length() && !isWildcard(first.charAt(end))) {
      end++;
    }
    return first.substring(0, end);
  }

  /// Patterns that are matched against the whole path and together mean this one; every further one
  /// continues the first.
  private List<String> anchored() {
    String whole = pattern.startsWith("/") ? pattern.substring(1) : pattern;
    if (pattern.indexOf('/') < 0) {
      whole = "**/" + whole;
    }
    if (whole.isEmpty() || whole.endsWith("/")) {
      return List.of(whole + "**");
    }
    return wildcardCount(pattern) == 0 ? List.of(whole, whole + "/**") : List.of(whole);
  }

  private static int wildcardCount(String pattern) {
    int count = 0;
    for (int i = 0; i < pattern.length(); i++) {
      boolean continuesStars = pattern.charAt(i) == '*' && i > 0 && pattern.charAt(i - 1) == '*';
      if (isWildcard(pattern.charAt(i)) && !continuesStars) {
        count++;
      }
    }
    return count;
  }

  private static boolean isWildcard(char character) {
    return character == '*' || character == '?';
  }
}
