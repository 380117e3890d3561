package dev.kenning.search.snippet;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Takes from a pasted text what is not code: a Markdown fence, the signs of a diff, the numbers of
/// its lines, lines that say that something was left out.
final class PastedText {
  private static final Pattern FENCE = Pattern.compile("\\s*+```.*+");
  private static final Pattern HUNK = Pattern.compile("@@ .*+|(?:---|\\+\\+\\+) .*+");
  private static final Pattern NUMBER = Pattern.compile("\\s*+\\d{1,6}+(?:[:|]|\\s|$).*+");
  private static final Pattern NUMBER_SIGNS = Pattern.compile("^\\s*+\\d{1,6}+[:|]?");
  private static final Pattern LEFT_OUT = Pattern.compile("\\s*+(?:\\.{3}|…)\\s*+");

  private PastedText() {}

  static String code(String text) {
    List<String> lines =
        text.lines()
            .filter(Predicate.not(matching(FENCE)))
            .filter(Predicate.not(matching(LEFT_OUT)))
            .toList();
    if (isNumbered(lines)) {
      lines = lines.stream().map(line -> NUMBER_SIGNS.matcher(line).replaceFirst("")).toList();
    }
    if (isDiff(lines)) {
      lines =
          lines.stream()
              .filter(line -> !line.startsWith("-") && !HUNK.matcher(line).matches())
              .map(line -> line.isEmpty() ? line : line.substring(1))
              .toList();
    }
    return String.join("\n", lines);
  }

  private static Predicate<String> matching(Pattern pattern) {
    return line -> pattern.matcher(line).matches();
  }

  private static boolean isNumbered(List<String> lines) {
    return lines.size() > 1
        && lines.stream().allMatch(line -> line.isBlank() || NUMBER.matcher(line).matches());
  }

  /// Every line begins with a sign or a blank, and some are new or gone.
  private static boolean isDiff(List<String> lines) {
    boolean changes = lines.stream().anyMatch(line -> line.matches("[+-](?![+>-]).*+"));
    return changes
        && lines.size() > 1
        && lines.stream().allMatch(line -> line.isEmpty() || "+- @".indexOf(line.charAt(0)) >= 0);
  }
}
