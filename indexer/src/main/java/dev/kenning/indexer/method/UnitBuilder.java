package dev.kenning.indexer.method;

import com.github.javaparser.Range;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.type.ReferenceType;
import com.github.javaparser.ast.type.TypeParameter;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.fact.link.FileLinks;
import dev.kenning.indexer.fact.rule.FactInference;
import dev.kenning.indexer.fact.sketch.MethodHead;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a [MethodUnit] of a declaration. For one file and one thread: it counts declarations that
/// look alike, so that each gets an id of its own.
final class UnitBuilder {
  private static final MethodWords NO_WORDS =
      new MethodWords(List.of(), List.of(), List.of(), List.of());

  private final FileKey file;
  private final String packageName;
  private final SourceLines lines;
  private final boolean testPath;
  private final FactInference inference;
  private final FileLinks links;
  private final Map<List<Object>, Integer> alike = new HashMap<>();

  UnitBuilder(
      FileKey file,
      String packageName,
      SourceLines lines,
      boolean testPath,
      FactInference inference,
      FileLinks links) {
    this.file = file;
    this.packageName = packageName;
    this.lines = lines;
    this.testPath = testPath;
    this.inference = inference;
    this.links = links;
  }

  /// How the declaration is told from its overloads: `send(Request)`; initialisers are counted,
  /// `<clinit>2`.
  String key(Declaration declaration, EnclosingScope scope) {
    if (declaration.kind() != MethodKind.INITIALIZER) {
      return declaration.name() + parameterList(parameterTypes(declaration));
    }
    int earlier = alike.getOrDefault(identity(declaration, scope), 0);
    return declaration.name() + (earlier == 0 ? "" : Integer.toString(earlier + 1));
  }

  /// Empty for a declaration that stands nowhere in the text.
  Optional<MethodUnit> build(Declaration declaration, EnclosingScope scope) {
    Range range = declaration.node().getRange().orElse(null);
    if (range == null) {
      return Optional.empty();
    }
    Optional<DocComment> doc = DocComment.before(declaration.node());
    int docStartLine = doc.map(DocComment::startLine).orElse(range.begin.line);
    List<String> parameterTypes = parameterTypes(declaration);
    int statementCount = declaration.body().map(UnitBuilder::statementCount).orElse(0);
    boolean test =
        testPath || scope.test() || TestCode.isMarked(declaration.node().getAnnotations());
    int ordinal = alike.merge(identity(declaration, scope), 1, Integer::sum) - 1;
    return Optional.of(
        new MethodUnit(
            MethodId.of(
                file,
                scope.chain(),
                declaration.kind().word(),
                declaration.name(),
                parameterTypes,
                ordinal),
            file,
            declaration.kind(),
            packageName,
            scope.type(),
            scope.kind(),
            declaration.name(),
            symbol(declaration, scope, parameterTypes),
            signature(declaration, parameterTypes),
            declaration.returnType().map(type -> type.asString()).orElse(""),
            parameterTypes,
            declaration.parameters().stream().map(Parameter::getNameAsString).toList(),
            thrownTypes(declaration),
            modifiers(declaration),
            annotations(declaration),
            doc.map(DocComment::text).orElse(""),
            scope.doc(),
            new SourceSpan(
                Math.min(docStartLine, range.begin.line), range.begin.line, range.end.line),
            lines.slice(range.begin, range.end),
            statementCount,
            declaration.body().isPresent(),
            test,
            declaration
                .body()
                .flatMap(Node::getTokenRange)
                .map((TokenRange body) -> DeclarationWords.of(body))
                .orElse(NO_WORDS),
            inference.facts(
                head(declaration, doc.map(DocComment::text).orElse(""), test, statementCount)),
            links.of(declaration.node())));
  }

  private static MethodHead head(
      Declaration declaration, String doc, boolean test, int statementCount) {
    Range range = declaration.node().getRange().orElseThrow();
    return new MethodHead(
        declaration.node(),
        switch (declaration.kind()) {
          case METHOD -> MethodHead.Sort.METHOD;
          case CONSTRUCTOR -> MethodHead.Sort.CONSTRUCTOR;
          case INITIALIZER -> MethodHead.Sort.INITIALIZER;
        },
        declaration.name(),
        declaration.returnType(),
        declaration.parameters(),
        declaration.thrown(),
        modifiers(declaration),
        doc,
        test,
        declaration.body(),
        statementCount,
        range.begin.line,
        range.end.line);
  }

  private static List<Object> identity(Declaration declaration, EnclosingScope scope) {
    return List.of(
        scope.chain(), declaration.kind(), declaration.name(), parameterTypes(declaration));
  }

  private static List<String> parameterTypes(Declaration declaration) {
    return declaration.parameters().stream()
        .map(p -> p.getType().asString() + (p.isVarArgs() ? "..." : ""))
        .toList();
  }

  private static List<String> thrownTypes(Declaration declaration) {
    return declaration.thrown().stream().map(ReferenceType::asString).toList();
  }

  private static Set<String> modifiers(Declaration declaration) {
    return declaration.modifiers().stream()
        .map(modifier -> modifier.getKeyword().asString())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> annotations(Declaration declaration) {
    return declaration.node().getAnnotations().stream()
        .map(annotation -> annotation.getName().getIdentifier())
        .toList();
  }

  private static String symbol(
      Declaration declaration, EnclosingScope scope, List<String> parameterTypes) {
    String name = scope.type() + "." + declaration.name();
    return declaration.kind() == MethodKind.INITIALIZER
        ? name
        : name + parameterList(parameterTypes);
  }

  private static String parameterList(List<String> parameterTypes) {
    return "(" + String.join(", ", parameterTypes) + ")";
  }

  private static String signature(Declaration declaration, List<String> parameterTypes) {
    if (declaration.kind() == MethodKind.INITIALIZER) {
      return declaration.modifiers().isEmpty() ? "{}" : "static {}";
    }
    StringBuilder text = new StringBuilder();
    if (!declaration.typeParameters().isEmpty()) {
      text.append(
          declaration.typeParameters().stream()
              .map(TypeParameter::asString)
              .collect(Collectors.joining(", ", "<", "> ")));
    }
    declaration.returnType().ifPresent(type -> text.append(type.asString()).append(' '));
    text.append(declaration.name()).append('(');
    for (int i = 0; i < parameterTypes.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(parameterTypes.get(i)).append(' ');
      text.append(declaration.parameters().get(i).getNameAsString());
    }
    text.append(')');
    if (!declaration.thrown().isEmpty()) {
      text.append(" throws ").append(String.join(", ", thrownTypes(declaration)));
    }
    return text.toString();
  }

  /// Blocks, labels and lone semicolons are no statements of their own; an expression lambda's body
  /// is one only in the parser's eyes.
  private static int statementCount(BlockStmt body) {
    int count = 0;
    Deque<Node> open = new ArrayDeque<>();
    open.push(body);
    while (!open.isEmpty()) {
      Node node = open.pop();
      boolean counted =
          switch (node) {
            case BlockStmt _, LabeledStmt _, EmptyStmt _ -> false;
            case Statement statement ->
                !(statement.getParentNode().orElse(null) instanceof LambdaExpr);
            default -> false;
          };
      count += counted ? 1 : 0;
      node.getChildNodes().forEach(open::push);
    }
    return count;
  }
}
