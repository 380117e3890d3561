package dev.kenning.indexer.method;

import static com.github.javaparser.GeneratedJavaParserConstants.*;

import com.github.javaparser.JavaToken;
import com.github.javaparser.JavaToken.Category;
import com.github.javaparser.TokenRange;
import com.github.javaparser.TokenTypes;
import java.util.ArrayList;
import java.util.List;

/// Reads the words of a body off its tokens, in the order they stand there.
///
/// Tokens rather than the tree, because they keep the author's order, hold the comments, and are
/// there even where the tree has a gap. A name is a call where `(` follows it (unless a type stands
/// before it: then a method of a local type is declared), behind `::`, and behind `new`. The names
/// and values of annotations inside the body say nothing about what it does and are left out.
final class DeclarationWords {
  /// Beyond these a body is a table of data; what follows adds no meaning, only size.
  private static final int MAX_WORDS_EACH = 2_000;

  private static final int MAX_LITERAL_LENGTH = 1_000;
  private static final int MAX_COMMENT_LENGTH = 4_000;

  private final List<String> calledNames = new ArrayList<>();
  private final List<String> identifiers = new ArrayList<>();
  private final List<String> literals = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();

  /// The kinds of the two tokens before the current one, blanks and comments apart.
  private int previous = EOF;

  private boolean constructing;
  private int annotationDepth;

  private DeclarationWords() {}

  /// @param body the declaration's tokens from its body on; the words outside it are known from its
  ///   signature
  static MethodWords of(TokenRange body) {
    DeclarationWords words = new DeclarationWords();
    for (JavaToken token : body) {
      words.take(token);
    }
    return new MethodWords(words.calledNames, words.identifiers, words.literals, words.comments);
  }

  private void take(JavaToken token) {
    int kind = token.getKind();
    if (TokenTypes.isComment(kind)) {
      add(comments, CommentText.plain(token.getText()), MAX_COMMENT_LENGTH);
      return;
    }
    if (TokenTypes.isWhitespace(kind)) {
      return;
    }
    if (!skipsAnnotation(token)) {
      takeWord(token);
    }
    previous = kind;
  }

  /// Follows `@Name(…)` to its closing parenthesis.
  private boolean skipsAnnotation(JavaToken token) {
    int kind = token.getKind();
    if (annotationDepth > 0) {
      annotationDepth += kind == LPAREN ? 1 : kind == RPAREN ? -1 : 0;
      return true;
    }
    if (previous == AT && isName(token)) {
      if (next(token) == LPAREN) {
        annotationDepth = 0;
        pendingAnnotation = true;
      }
      return true;
    }
    if (pendingAnnotation && kind == LPAREN) {
      pendingAnnotation = false;
      annotationDepth = 1;
      return true;
    }
    return false;
  }

  private boolean pendingAnnotation;

  private void takeWord(JavaToken token) {
    int kind = token.getKind();
    if (kind == NEW) {
      constructing = true;
      return;
    }
    if (isName(token)) {
      takeName(token);
    } else if (token.getCategory() == Category.LITERAL) {
      takeLiteral(kind, token.getText());
    }
    if (constructing && (kind == LPAREN || kind == LT || kind == LBRACKET || kind == LBRACE)) {
      constructing = false;
    }
  }

  private void takeName(JavaToken token) {
    String name = token.getText();
    int next = next(token);
    if (constructing) {
      // new java.util.ArrayList<>(): the last name is what is made; new byte[8] makes no object
      boolean made = next == LPAREN || next == LT || next == LBRACE;
      add(made ? calledNames : identifiers, name, MAX_LITERAL_LENGTH);
    } else if (previous == DOUBLECOLON) {
      add(calledNames, name, MAX_LITERAL_LENGTH);
    } else if (next == LPAREN && !followsType()) {
      add(calledNames, name, MAX_LITERAL_LENGTH);
    } else if (next == DOUBLECOLON && isConstructorReference(token)) {
      add(calledNames, name, MAX_LITERAL_LENGTH);
    } else {
      add(identifiers, name, MAX_LITERAL_LENGTH);
    }
  }

  private boolean followsType() {
    return switch (previous) {
      case IDENTIFIER, RBRACKET, VOID, INT, LONG, BOOLEAN, BYTE, CHAR, SHORT, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private static boolean isConstructorReference(JavaToken name) {
    return nextToken(name).map(colons -> next(colons) == NEW).orElse(false);
  }

  private void takeLiteral(int kind, String text) {
    switch (kind) {
      case STRING_LITERAL, CHARACTER_LITERAL -> {
        String value = LiteralText.unescaped(text.substring(1, Math.max(1, text.length() - 1)));
        add(literals, value, MAX_LITERAL_LENGTH);
      }
      case TEXT_BLOCK_LITERAL ->
          add(
              literals,
              LiteralText.unescaped(text.substring(3, Math.max(3, text.length() - 3))).strip(),
              MAX_LITERAL_LENGTH);
      case TRUE, FALSE, NULL -> {} // in nearly every method: they tell none from another
      default -> add(literals, text, MAX_LITERAL_LENGTH);
    }
  }

  private static void add(List<String> words, String word, int maxLength) {
    if (!word.isBlank() && words.size() < MAX_WORDS_EACH) {
      words.add(word.length() <= maxLength ? word : word.substring(0, maxLength));
    }
  }

  /// Identifiers, and the words that are keywords only in places: `record`, `module`, `when` …
  private static boolean isName(JavaToken token) {
    return switch (token.getKind()) {
      case IDENTIFIER,
          REQUIRES,
          TO,
          WITH,
          OPEN,
          OPENS,
          USES,
          MODULE,
          EXPORTS,
          PROVIDES,
          TRANSITIVE ->
          true;
      case RECORD, SEALED, PERMITS, WHEN, YIELD -> !startsAnother(token);
      default -> false;
    };
  }

  /// Whether a name or literal follows, as it does after a keyword: `record Point`, `yield x`.
  private static boolean startsAnother(JavaToken token) {
    return switch (next(token)) {
      case DOT, ASSIGN, LPAREN, RPAREN, COMMA, SEMICOLON, DOUBLECOLON, LBRACKET, COLON, ARROW ->
          token.getKind() == YIELD && next(token) == LPAREN;
      default -> true;
    };
  }

  private static int next(JavaToken token) {
    return nextToken(token).map(JavaToken::getKind).orElse(EOF);
  }

  private static java.util.Optional<JavaToken> nextToken(JavaToken token) {
    var next = token.getNextToken();
    while (next.isPresent() && TokenTypes.isWhitespaceOrComment(next.get().getKind())) {
      next = next.get().getNextToken();
    }
    return next;
  }
}
