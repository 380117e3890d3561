package dev.kenning.indexer.method;

import com.github.javaparser.GeneratedJavaParserConstants;
import com.github.javaparser.JavaToken;
import com.github.javaparser.TokenRange;
import com.github.javaparser.TokenTypes;
import com.github.javaparser.ast.Node;
import dev.kenning.indexer.word.DocText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The documentation comment in front of a declaration: the last `/** … */` or run of `///` lines
/// before its first token, as the compiler chooses it.
///
/// @param startLine where it begins
/// @param text without its markers, lines kept
record DocComment(int startLine, String text) {

  static Optional<DocComment> before(Node declaration) {
    return declaration.getTokenRange().map(TokenRange::getBegin).flatMap(DocComment::before);
  }

  /// Empty without documentation.
  static String firstSentence(Node declaration) {
    return before(declaration).map(doc -> DocText.firstSentence(doc.text())).orElse("");
  }

  private static Optional<DocComment> before(JavaToken first) {
    JavaToken token = first.getPreviousToken().orElse(null);
    while (token != null && TokenTypes.isWhitespaceOrComment(token.getKind())) {
      if (isTraditional(token)) {
        return Optional.of(new DocComment(line(token), CommentText.plain(token.getText())));
      }
      if (isMarkdown(token)) {
        return Optional.of(markdown(token));
      }
      token = token.getPreviousToken().orElse(null);
    }
    return Optional.empty();
  }

  private static boolean isTraditional(JavaToken token) {
    return token.getKind() == GeneratedJavaParserConstants.JAVADOC_COMMENT
        && token.getText().length() > "/***/".length();
  }

  private static boolean isMarkdown(JavaToken token) {
    return token.getKind() == GeneratedJavaParserConstants.SINGLE_LINE_COMMENT
        && token.getText().startsWith("///");
  }

  private static DocComment markdown(JavaToken last) {
    Deque<String> lines = new ArrayDeque<>();
    JavaToken begin = last;
    for (JavaToken token = last; token != null && isMarkdown(token); token = lineAbove(token)) {
      lines.addFirst(CommentText.plain(token.getText()));
      begin = token;
    }
    return new DocComment(line(begin), lines.stream().collect(Collectors.joining("\n")).strip());
  }

  /// The comment that stands alone on the line above, or null.
  private static @Nullable JavaToken lineAbove(JavaToken comment) {
    int line = line(comment);
    JavaToken token = comment.getPreviousToken().orElse(null);
    while (token != null && TokenTypes.isWhitespace(token.getKind())) {
      token = token.getPreviousToken().orElse(null);
    }
    return token != null && line(token) == line - 1 ? token : null;
  }

  private static int line(JavaToken token) {
    return token.getRange().map(range -> range.begin.line).orElse(0);
  }
}
