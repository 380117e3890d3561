package dev.kenning.indexer.method;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;

/// Turns the parser's complaints into a line and a sentence for a person: its own list every token
/// that would have been welcome.
final class ProblemWording {
  private static final int MAX_LENGTH = 200;

  private ProblemWording() {}

  static ParseProblem of(Problem problem) {
    int line =
        problem
            .getLocation()
            .map(TokenRange::getBegin)
            .flatMap(JavaToken::getRange)
            .map(range -> range.begin.line)
            .orElse(0);
    return new ParseProblem(line, sentence(problem.getMessage()));
  }

  private static String sentence(String message) {
    String firstLine = message.strip().lines().findFirst().orElse("");
    int found = firstLine.indexOf("Found ");
    if (firstLine.startsWith("Parse error") && found >= 0) {
      int end = firstLine.indexOf(", expected");
      String what =
          firstLine.substring(found + "Found ".length(), end < 0 ? firstLine.length() : end);
      return shortened("The syntax breaks at " + what.strip());
    }
    return firstLine.isEmpty() ? "The syntax is not Java" : shortened(firstLine);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
