package dev.kenning.indexer.method;

import com.github.javaparser.JavaToken;
import com.github.javaparser.TokenTypes;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.type.TypeParameter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes the meaning out of a program's names: every name that its sources declare becomes `T1`,
/// `m1` or `v1`, the same everywhere, and comments go. What the program does stays, and so does
/// every line's number. Names that only libraries declare stay; where both do, they go, wherever
/// they stand: `close` of a file of the JDK's goes when the program declares a `close`.
///
/// It shows what is understood of behaviour when names tell nothing. Packages are names, too.
/// Immutable; any thread.
public final class IdentifierMask {
  private final Map<String, String> masked;

  private IdentifierMask(Map<String, String> masked) {
    this.masked = Map.copyOf(masked);
  }

  /// @param sources all files of the program; those that do not parse declare nothing
  public static IdentifierMask of(Collection<String> sources) {
    Map<String, String> masked = new HashMap<>();
    int[] counts = new int[3];
    for (String source : sources) {
      SourceParse.once(source).unit().ifPresent(unit -> declare(unit, masked, counts));
    }
    return new IdentifierMask(masked);
  }

  private static void declare(CompilationUnit unit, Map<String, String> masked, int[] counts) {
    unit.getPackageDeclaration()
        .ifPresent(declared ->
            List.of(declared.getNameAsString().split("\\."))
                .forEach(part -> name(part, "v", masked, counts)));
    Deque<Node> left = new ArrayDeque<>(List.of(unit));
    while (!left.isEmpty()) {
      Node node = left.pop();
      switch (node) {
        case TypeDeclaration<?> type -> name(type.getNameAsString(), "T", masked, counts);
        case TypeParameter type -> name(type.getNameAsString(), "T", masked, counts);
        case MethodDeclaration method -> name(method.getNameAsString(), "m", masked, counts);
        case VariableDeclarator variable -> name(variable.getNameAsString(), "v", masked, counts);
        case Parameter parameter -> name(parameter.getNameAsString(), "v", masked, counts);
        case TypePatternExpr pattern -> name(pattern.getNameAsString(), "v", masked, counts);
        case EnumConstantDeclaration constant ->
            name(constant.getNameAsString(), "v", masked, counts);
        default -> {}
      }
      left.addAll(node.getChildNodes());
    }
  }

  private static void name(String name, String kind, Map<String, String> masked, int[] counts) {
    masked.computeIfAbsent(name, _ -> kind + ++counts["Tmv".indexOf(kind)]);
  }

  /// What a name became; itself if the program does not declare it.
  public String of(String name) {
    return masked.getOrDefault(name, name);
  }

  /// The source with its names masked and without comments, on as many lines.
  public String mask(String source) {
    StringBuilder text = new StringBuilder();
    SourceParse.once(source)
        .unit()
        .flatMap(CompilationUnit::getTokenRange)
        .ifPresentOrElse(tokens -> tokens.forEach(token -> write(token, text)), () -> {});
    return text.toString();
  }

  private void write(JavaToken token, StringBuilder text) {
    String written = token.getText();
    if (TokenTypes.isComment(token.getKind())) {
      text.append("\n".repeat((int) written.chars().filter(c -> c == '\n').count())).append(' ');
    } else {
      text.append(of(written));
    }
  }
}
