package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.type.Type;
import dev.kenning.indexer.fact.symbol.FileTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The methods, constructors and fields that the types of one file declare, for rules that follow a
/// call within its file. Each is sketched when it is first asked for.
///
/// Not here: what other files declare, and the members of anonymous and local types. For one file
/// and one thread.
public final class FileMethods {
  private record Members(
      TypeDeclaration<?> node,
      List<CallableDeclaration<?>> callables,
      List<FieldDeclaration> fields) {}

  /// What runs when an object is made by a constructor of this file.
  ///
  /// @param parts the constructors that the call may mean, and the initial values of the fields
  /// @param simple whether that is all: no superclass is known to do more, no initialiser block
  public record Making(List<MethodSketch> parts, boolean simple) {
    public Making {
      parts = List.copyOf(parts);
    }
  }

  private final FileTypes types;
  private final Map<String, Members> byType = new HashMap<>();
  private final IdentityHashMap<Node, MethodSketch> sketches = new IdentityHashMap<>();

  private FileMethods(FileTypes types) {
    this.types = types;
  }

  /// @param types the table of the same file
  public static FileMethods of(CompilationUnit tree, FileTypes types) {
    FileMethods methods = new FileMethods(types);
    tree.getTypes().forEach(methods::add);
    return methods;
  }

  private void add(TypeDeclaration<?> type) {
    Members members = new Members(type, new ArrayList<>(), new ArrayList<>());
    for (BodyDeclaration<?> member : type.getMembers()) {
      switch (member) {
        case TypeDeclaration<?> nested -> add(nested);
        case CallableDeclaration<?> callable -> members.callables().add(callable);
        case FieldDeclaration field -> members.fields().add(field);
        default -> {}
      }
    }
    types.nameOf(type).ifPresent(name -> byType.putIfAbsent(name, members));
  }

  /// The methods of this file that a call may mean: those of its name that take as many arguments,
  /// of the receiver's declared type or else of the nearest supertype that has some. Empty if that
  /// type, or the method, is another file's.
  public List<MethodSketch> called(Call call) {
    if (!call.isInvoked() || !call.resolved()) {
      return List.of();
    }
    int arguments = call.form() == Call.Form.REFERENCE ? -1 : call.arguments().size();
    for (String type : types.withSupertypes(call.owner().name())) {
      Members members = byType.get(type);
      if (members != null) {
        List<MethodSketch> found =
            members.callables().stream()
                .filter(MethodDeclaration.class::isInstance)
                .filter(method -> method.getNameAsString().equals(call.name()))
                .filter(method -> takes(method, arguments))
                .map(this::sketch)
                .toList();
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }

  private static boolean takes(CallableDeclaration<?> callable, int arguments) {
    int count = callable.getParameters().size();
    boolean variable = callable.getParameters().stream().anyMatch(Parameter::isVarArgs);
    return arguments < 0 || (variable ? arguments >= count - 1 : arguments == count);
  }

  /// What making an object of a type runs, if the type is a class of this file.
  ///
  /// @param arguments how many the constructor is given, negative if that is not known
  public Optional<Making> making(String type, int arguments) {
    Members members = byType.get(type);
    if (members == null) {
      return Optional.empty();
    }
    List<MethodSketch> parts = new ArrayList<>();
    members.callables().stream()
        .filter(ConstructorDeclaration.class::isInstance)
        .filter(constructor -> takes(constructor, arguments))
        .map(this::sketch)
        .forEach(parts::add);
    for (FieldDeclaration field : members.fields()) {
      if (!field.isStatic()) {
        field.getVariables().forEach(variable -> initial(field, variable).ifPresent(parts::add));
      }
    }
    boolean extended =
        members.node() instanceof ClassOrInterfaceDeclaration c
            && !c.isInterface()
            && !c.getExtendedTypes().isEmpty();
    boolean blocks =
        members.node().getMembers().stream()
            .anyMatch(
                member -> member instanceof InitializerDeclaration block && !block.isStatic());
    boolean compact =
        members.node() instanceof RecordDeclaration r && !r.getCompactConstructors().isEmpty();
    return Optional.of(new Making(parts, !extended && !blocks && !compact));
  }

  /// The initial value of a field of this file, as the one statement of a sketch; empty for fields
  /// without one.
  public Optional<MethodSketch> initial(FieldReference reference) {
    Members members = byType.get(reference.owner());
    if (members == null) {
      return Optional.empty();
    }
    for (FieldDeclaration field : members.fields()) {
      for (VariableDeclarator variable : field.getVariables()) {
        if (variable.getNameAsString().equals(reference.name())) {
          return initial(field, variable);
        }
      }
    }
    return Optional.empty();
  }

  /// Whether a field is one of the constants of an enum of this file.
  public boolean isEnumConstant(FieldReference reference) {
    Members members = byType.get(reference.owner());
    return members != null
        && members.node() instanceof EnumDeclaration e
        && e.getEntries().stream().anyMatch(c -> c.getNameAsString().equals(reference.name()));
  }

  /// The expression of a sketch that [#initial(FieldReference)] gave.
  public static Optional<Expression> value(MethodSketch initial) {
    return initial
        .head()
        .body()
        .filter(body -> body.getStatements().size() == 1)
        .map(body -> body.getStatement(0))
        .filter(ExpressionStmt.class::isInstance)
        .map(statement -> ((ExpressionStmt) statement).getExpression());
  }

  private Optional<MethodSketch> initial(FieldDeclaration field, VariableDeclarator variable) {
    Expression value = variable.getInitializer().orElse(null);
    if (value == null) {
      return Optional.empty();
    }
    MethodSketch known = sketches.get(variable);
    if (known == null) {
      // a copy: the tree itself is read by others and stays as it is
      BlockStmt body = new BlockStmt(new NodeList<>(new ExpressionStmt(value.clone())));
      known =
          SketchWalk.sketch(
              head(field, MethodHead.Sort.INITIALIZER, variable.getNameAsString(), body),
              types,
              this);
      sketches.put(variable, known);
    }
    return Optional.of(known);
  }

  private MethodHead head(
      FieldDeclaration field, MethodHead.Sort sort, String name, BlockStmt body) {
    int line = MethodSketch.line(field);
    return new MethodHead(
        field,
        sort,
        name,
        Optional.empty(),
        List.of(),
        List.of(),
        java.util.Set.of(),
        "",
        false,
        Optional.of(body),
        1,
        line,
        line);
  }

  private MethodSketch sketch(CallableDeclaration<?> callable) {
    MethodSketch known = sketches.get(callable);
    if (known == null) {
      known = SketchWalk.sketch(head(callable), types, this);
      sketches.put(callable, known);
    }
    return known;
  }

  /// What rules ask of a method that is called; its documentation and size are not among it.
  private static MethodHead head(CallableDeclaration<?> callable) {
    boolean constructor = callable instanceof ConstructorDeclaration;
    Optional<Type> returned =
        callable instanceof MethodDeclaration method
            ? Optional.of(method.getType())
            : Optional.empty();
    Optional<BlockStmt> body =
        switch (callable) {
          case MethodDeclaration method -> method.getBody();
          case ConstructorDeclaration made -> Optional.of(made.getBody());
          default -> Optional.empty();
        };
    return new MethodHead(
        callable,
        constructor ? MethodHead.Sort.CONSTRUCTOR : MethodHead.Sort.METHOD,
        callable.getNameAsString(),
        returned,
        callable.getParameters(),
        callable.getThrownExceptions(),
        callable.getModifiers().stream()
            .map(modifier -> modifier.getKeyword().asString())
            .collect(Collectors.toUnmodifiableSet()),
        "",
        false,
        body,
        0,
        MethodSketch.line(callable),
        callable.getRange().map(range -> range.end.line).orElse(MethodSketch.line(callable)));
  }
}
