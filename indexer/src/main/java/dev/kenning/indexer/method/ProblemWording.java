package dev.kenning.indexer.method;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;
import com.github.javaparser.TokenTypes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns the parser's complaints into a line and a sentence for a person: its own list every token
/// that would have been welcome.
final class ProblemWording {
  private static final int MAX_LENGTH = 200;

  private static final Pattern FOUND =
      Pattern.compile("Parse error\\. Found +(\"[^\\n]{1,80}?\"|<EOF>)[ ,<]");
  private static final Pattern LEXICAL =
      Pattern.compile(
          "Lexical error at line (\\d{1,7}), column \\d{1,7}\\. +Encountered: (\\S{1,20})");

  private ProblemWording() {}

  static ParseProblem of(Problem problem) {
    String message = problem.getMessage().strip();
    Matcher found = FOUND.matcher(message);
    if (found.find()) {
      String what = found.group(1);
      return new ParseProblem(
          lineOf(problem.getLocation().flatMap(ProblemWording::tokenAfter)),
          what.equals("<EOF>") ? "The file ends too early" : "The syntax breaks at " + what);
    }
    Matcher lexical = LEXICAL.matcher(message);
    if (lexical.find()) {
      String what = lexical.group(2);
      return new ParseProblem(
          Integer.parseInt(lexical.group(1)),
          what.equals("<EOF>")
              ? "A comment or literal is not closed before the file ends"
              : "A literal is not closed, or a character is not Java");
    }
    int line = lineOf(problem.getLocation().map(TokenRange::getBegin));
    String sentence = message.lines().findFirst().orElse("");
    return new ParseProblem(line, sentence.isEmpty() ? "The syntax is not Java" : cut(sentence));
  }

  /// The parser names the last token it understood; the one it did not is the next.
  private static Optional<JavaToken> tokenAfter(TokenRange location) {
    Optional<JavaToken> token = location.getBegin().getNextToken();
    while (token.isPresent() && TokenTypes.isWhitespaceOrComment(token.get().getKind())) {
      token = token.get().getNextToken();
    }
    return token.or(() -> Optional.of(location.getBegin()));
  }

  private static int lineOf(Optional<JavaToken> token) {
    return token.flatMap(JavaToken::getRange).map(range -> range.begin.line).orElse(0);
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
