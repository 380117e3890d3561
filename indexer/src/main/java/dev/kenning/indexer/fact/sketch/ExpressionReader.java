package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import dev.kenning.indexer.fact.symbol.DeclaredType;
import dev.kenning.indexer.fact.symbol.DeclaredType.DeclaredField;
import dev.kenning.indexer.fact.symbol.FileTypes;
import dev.kenning.indexer.fact.symbol.JavaType;
import dev.kenning.indexer.fact.symbol.JdkSymbols;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says of an expression whose parts are read already what its type is and which variable, field or
/// method it names, and puts that into the sketch.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class ExpressionReader {
  private static final JavaType BOOLEAN = JavaType.qualified("boolean");
  private static final JavaType INT = JavaType.qualified("int");

  /// The few fields of the JDK whose type matters.
  private static final Map<String, JavaType> JDK_FIELDS =
      Map.of(
          "java.lang.System.out", JavaType.qualified("java.io.PrintStream"),
          "java.lang.System.err", JavaType.qualified("java.io.PrintStream"),
          "java.lang.System.in", JavaType.qualified("java.io.InputStream"));

  private final MethodSketch sketch;
  private final LocalScopes scopes;
  private final FileTypes types;
  private final DeclaredType self;
  private final JdkSymbols jdk = JdkSymbols.pinned();

  /// Expressions that name a type: `Files` in `Files.copy(…)`.
  private final IdentityHashMap<Expression, JavaType> namedType = new IdentityHashMap<>();

  private final Map<String, Optional<JavaType>> typesByName = new HashMap<>();

  ExpressionReader(MethodSketch sketch, LocalScopes scopes) {
    this.sketch = sketch;
    this.scopes = scopes;
    this.types = sketch.types();
    this.self = sketch.type();
  }

  void read(Expression expression, Frame frame) {
    JavaType type =
        switch (expression) {
          case NameExpr name -> name(name, frame);
          case FieldAccessExpr access -> fieldAccess(access, frame);
          case MethodCallExpr call -> call(call, frame);
          case ObjectCreationExpr creation -> creation(creation, frame);
          case MethodReferenceExpr reference -> reference(reference, frame);
          case AssignExpr assignment -> assignment(assignment, frame);
          case UnaryExpr unary -> unary(unary, frame);
          case ThisExpr own -> thisType(own);
          case SuperExpr _ ->
              self.supertypes().isEmpty() ? JavaType.UNKNOWN : self.supertypes().getFirst();
          case CastExpr cast -> types.resolve(cast.getType(), self);
          case EnclosedExpr enclosed -> sketch.typeOf(enclosed.getInner());
          case ConditionalExpr choice -> choice(choice);
          case ArrayAccessExpr access -> sketch.typeOf(access.getName()).element();
          case ArrayCreationExpr array ->
              types.resolve(array.getElementType(), self).withDimensions(array.getLevels().size());
          case BinaryExpr binary -> binary(binary);
          case StringLiteralExpr _, TextBlockLiteralExpr _ -> JavaType.STRING;
          case ClassExpr _ -> JavaType.qualified("java.lang.Class");
          case InstanceOfExpr _, BooleanLiteralExpr _ -> BOOLEAN;
          case IntegerLiteralExpr _ -> INT;
          case LongLiteralExpr _ -> JavaType.qualified("long");
          case CharLiteralExpr _ -> JavaType.qualified("char");
          case TypeExpr named -> named(named, frame);
          default -> JavaType.UNKNOWN;
        };
    sketch.typeOf.put(expression, type);
  }

  /// `Outer.this` is an object of another type.
  private JavaType thisType(ThisExpr own) {
    return own.getTypeName()
        .map(name -> types.named(name.asString(), self))
        .orElseGet(() -> JavaType.qualified(self.name()));
  }

  private JavaType name(NameExpr name, Frame frame) {
    String text = name.getNameAsString();
    Variable variable = scopes.find(text);
    if (variable != null) {
      sketch.variableOf.put(name, variable);
      return variable.type();
    }
    FieldReference field = ownField(text);
    if (field != null) {
      sketch.fieldOf.put(name, field);
      readUnlessWritten(name, field, frame);
      return field.type();
    }
    Optional<JavaType> type = typeNamed(text);
    if (type.isPresent()) {
      namedType.put(name, type.get());
    } else if (isScope(name) && Character.isUpperCase(text.charAt(0))) {
      namedType.put(name, JavaType.written(text)); // a type of the same package, as it looks
    } else if (!(isScope(name) && Character.isLowerCase(text.charAt(0)) && startsPackage(name))) {
      FieldReference inherited = unknownField(text, Optional.empty());
      sketch.fieldOf.put(name, inherited);
      readUnlessWritten(name, inherited, frame);
    }
    return JavaType.UNKNOWN;
  }

  /// Before `::` a variable looks like a type.
  private JavaType named(TypeExpr named, Frame frame) {
    String text = named.getType().asString();
    Variable variable = scopes.find(text);
    if (variable != null) {
      sketch.variableOf.put(named, variable);
      return variable.type();
    }
    FieldReference field = ownField(text);
    if (field != null) {
      sketch.fieldOf.put(named, field);
      sketch.reads.add(new Read(field, new Place(MethodSketch.line(named), frame)));
      return field.type();
    }
    namedType.put(named, types.resolve(named.getType(), self));
    return JavaType.UNKNOWN;
  }

  /// A field of the type or of one around it.
  private @Nullable FieldReference ownField(String name) {
    for (DeclaredType at = self; at != null; at = at.outer().orElse(null)) {
      Optional<DeclaredField> field = at.field(name);
      if (field.isPresent()) {
        return known(at, name, field.get(), Optional.empty());
      }
    }
    return null;
  }

  private static FieldReference known(
      DeclaredType owner, String name, DeclaredField field, Optional<Expression> object) {
    return new FieldReference(
        owner.name(), name, field.type(), field.isFinal(), field.isStatic(), object);
  }

  private static FieldReference unknownField(String name, Optional<Expression> object) {
    // a name all in capitals is a constant by every convention
    boolean constant = name.length() > 1 && name.equals(name.toUpperCase(java.util.Locale.ROOT));
    return new FieldReference("", name, JavaType.UNKNOWN, constant, constant, object);
  }

  private Optional<JavaType> typeNamed(String text) {
    return typesByName.computeIfAbsent(text, name -> types.typeNamed(name, self));
  }

  /// Whether the name is the beginning of a longer one: `a` in `a.b` and `a.b()`.
  private static boolean isScope(NameExpr name) {
    return switch (name.getParentNode().orElse(null)) {
      case FieldAccessExpr access -> access.getScope() == name;
      case MethodCallExpr call -> call.getScope().filter(scope -> scope == name).isPresent();
      case MethodReferenceExpr reference -> reference.getScope() == name;
      case null, default -> false;
    };
  }

  /// Whether a chain of names that begins here looks like `java.util.List`.
  private static boolean startsPackage(NameExpr name) {
    Node at = name;
    while (at.getParentNode().orElse(null) instanceof FieldAccessExpr access
        && access.getScope() == at) {
      if (Character.isUpperCase(access.getNameAsString().charAt(0))) {
        return true;
      }
      at = access;
    }
    return false;
  }

  private JavaType fieldAccess(FieldAccessExpr access, Frame frame) {
    String name = access.getNameAsString();
    Expression scope = access.getScope();
    JavaType outer = namedType.get(scope);
    if (outer != null) {
      return memberOfType(access, outer, frame);
    }
    if (MethodSketch.bare(scope) instanceof ThisExpr self) {
      FieldReference field = ownField(name);
      FieldReference found = field == null ? unknownField(name, Optional.empty()) : field;
      boolean ofThis = self.getTypeName().isEmpty() || field != null;
      if (ofThis) {
        sketch.fieldOf.put(access, found);
        readUnlessWritten(access, found, frame);
      }
      return found.type();
    }
    if (isUnresolvedName(scope)) {
      String text = NameText.of(access);
      boolean isType =
          !text.isEmpty() && (jdk.isType(text) || Character.isUpperCase(name.charAt(0)));
      if (isType) {
        namedType.put(access, JavaType.qualified(text));
      }
      return JavaType.UNKNOWN;
    }
    JavaType object = sketch.typeOf(scope);
    if (object.dimensions() > 0 && name.equals("length")) {
      return INT;
    }
    Optional<DeclaredType> declared = types.declared(object.name());
    Optional<DeclaredField> field = declared.flatMap(type -> type.field(name));
    FieldReference found =
        declared.isPresent() && field.isPresent()
            ? known(declared.get(), name, field.get(), Optional.of(scope))
            : unknownField(name, Optional.of(scope));
    sketch.fieldOf.put(access, found);
    readUnlessWritten(access, found, frame);
    return found.type();
  }

  private boolean isUnresolvedName(Expression scope) {
    return switch (scope) {
      case NameExpr name ->
          !sketch.variableOf.containsKey(name) && !sketch.fieldOf.containsKey(name);
      case FieldAccessExpr access ->
          !sketch.fieldOf.containsKey(access) && isUnresolvedName(access.getScope());
      default -> false;
    };
  }

  private JavaType memberOfType(FieldAccessExpr access, JavaType outer, Frame frame) {
    String name = access.getNameAsString();
    String qualified = outer.name() + "." + name;
    JavaType ofJdk = JDK_FIELDS.get(qualified);
    if (ofJdk != null) {
      return ofJdk;
    }
    if (outer.known() && (jdk.isType(qualified) || types.declared(qualified).isPresent())) {
      namedType.put(access, JavaType.qualified(qualified));
      return JavaType.UNKNOWN;
    }
    Optional<DeclaredType> declared = types.declared(outer.name());
    Optional<DeclaredField> field = declared.flatMap(type -> type.field(name));
    if (declared.isPresent() && field.isPresent()) {
      FieldReference found = known(declared.get(), name, field.get(), Optional.empty());
      sketch.fieldOf.put(access, found);
      readUnlessWritten(access, found, frame);
      return found.type();
    }
    boolean mixed = !name.equals(name.toUpperCase(java.util.Locale.ROOT));
    if (!outer.known() && Character.isUpperCase(name.charAt(0)) && mixed) {
      namedType.put(access, JavaType.written(qualified));
    } else if (outer.known() && Character.isUpperCase(name.charAt(0)) && mixed) {
      namedType.put(access, JavaType.qualified(qualified));
    }
    return JavaType.UNKNOWN;
  }

  /// A name that only gets a value is not read.
  private void readUnlessWritten(Expression expression, FieldReference field, Frame frame) {
    Node parent = expression.getParentNode().orElse(null);
    boolean onlyWritten =
        parent instanceof AssignExpr assignment
            && assignment.getTarget() == expression
            && assignment.getOperator() == AssignExpr.Operator.ASSIGN;
    if (!onlyWritten) {
      sketch.reads.add(new Read(field, new Place(MethodSketch.line(expression), frame)));
    }
  }

  private JavaType call(MethodCallExpr call, Frame frame) {
    String name = call.getNameAsString();
    Optional<Expression> scope = call.getScope();
    Owner owner = scope.map(this::receiver).orElseGet(() -> implied(call));
    sketch.calls.add(
        new Call(
            call,
            Call.Form.METHOD,
            owner.type(),
            name,
            scope,
            call.getArguments(),
            owner.self(),
            new Place(MethodSketch.line(call.getName()), frame)));
    return returned(owner, name, call.getArguments());
  }

  /// @param self whether it is this object or this type
  private record Owner(JavaType type, boolean self) {}

  private Owner receiver(Expression scope) {
    JavaType named = namedType.get(scope);
    if (named != null) {
      return new Owner(named, named.is(self.name()));
    }
    Expression bare = MethodSketch.bare(scope);
    return new Owner(
        sketch.typeOf(scope), bare instanceof ThisExpr own && own.getTypeName().isEmpty());
  }

  /// The owner of a method that is called without a receiver.
  private Owner implied(MethodCallExpr call) {
    String name = call.getNameAsString();
    for (DeclaredType at = self; at != null; at = at.outer().orElse(null)) {
      if (at.hasMethod(name)) {
        return new Owner(JavaType.qualified(at.name()), true);
      }
    }
    Optional<String> imported = types.staticOwner(name);
    if (imported.isPresent()) {
      return new Owner(JavaType.qualified(imported.get()), false);
    }
    for (DeclaredType at = self; at != null; at = at.outer().orElse(null)) {
      for (JavaType above : at.supertypes()) {
        boolean inherits =
            above.known()
                && (jdk.method(above.name(), name).isPresent()
                    || types.declared(above.name()).filter(t -> t.hasMethod(name)).isPresent());
        if (inherits) {
          return new Owner(above, true);
        }
      }
    }
    boolean ofObject = jdk.method("java.lang.Object", name).isPresent();
    return new Owner(ofObject ? JavaType.qualified("java.lang.Object") : JavaType.UNKNOWN, true);
  }

  private JavaType returned(Owner owner, String name, List<Expression> arguments) {
    JavaType type = owner.type();
    if (!type.known() || type.dimensions() > 0) {
      return JavaType.UNKNOWN;
    }
    if (name.equals("requireNonNull") && !arguments.isEmpty()) {
      return sketch.typeOf(arguments.getFirst());
    }
    if (name.equals("stream") && type.is("java.util.Arrays") && !arguments.isEmpty()) {
      return streamOf(sketch.typeOf(arguments.getFirst()).element());
    }
    Optional<DeclaredType> declared = types.declared(type.name());
    if (declared.isPresent()) {
      return declared.get().returned(name);
    }
    String returned = jdk.method(type.name(), name).map(JdkSymbols.Method::returned).orElse("");
    if (returned.startsWith("#")) {
      int index = Integer.parseInt(returned.substring(1));
      return index < type.arguments().size() ? type.arguments().get(index) : JavaType.UNKNOWN;
    }
    if (returned.isEmpty()) {
      return JavaType.UNKNOWN;
    }
    return JavaType.qualified(returned).withArguments(carried(type, returned));
  }

  /// `Arrays.stream` of an array of this.
  private static JavaType streamOf(JavaType element) {
    if (!element.isNamed() || element.dimensions() > 0 || !element.isPrimitive()) {
      return JavaType.qualified("java.util.stream.Stream");
    }
    return switch (element.name()) {
      case "int" -> JavaType.qualified("java.util.stream.IntStream");
      case "long" -> JavaType.qualified("java.util.stream.LongStream");
      default -> JavaType.qualified("java.util.stream.DoubleStream");
    };
  }

  /// A stream of a list of `T` is one of `T`; an iterator, too.
  private static List<JavaType> carried(JavaType from, String returned) {
    boolean sameContent =
        from.arguments().size() == 1
            && switch (returned) {
              case "java.util.Iterator", "java.util.ListIterator", "java.util.List" -> true;
              default -> false;
            };
    return sameContent ? from.arguments() : List.of();
  }

  private JavaType creation(ObjectCreationExpr creation, Frame frame) {
    JavaType type = types.resolve(creation.getType(), self);
    if (creation.getScope().isPresent()) {
      type = JavaType.written(creation.getType().getNameAsString());
    }
    sketch.calls.add(
        new Call(
            creation,
            Call.Form.CONSTRUCTOR,
            type,
            "new",
            creation.getScope(),
            creation.getArguments(),
            false,
            new Place(MethodSketch.line(creation), frame)));
    return type;
  }

  private JavaType reference(MethodReferenceExpr reference, Frame frame) {
    Owner owner = receiver(reference.getScope());
    boolean constructor = reference.getIdentifier().equals("new");
    sketch.calls.add(
        new Call(
            reference,
            constructor ? Call.Form.CONSTRUCTOR : Call.Form.REFERENCE,
            owner.type(),
            reference.getIdentifier(),
            Optional.of(reference.getScope()),
            List.of(),
            owner.self(),
            new Place(
                MethodSketch.line(reference), new Frame(Frame.Kind.LAMBDA, reference, frame))));
    return JavaType.UNKNOWN;
  }

  private JavaType assignment(AssignExpr assignment, Frame frame) {
    boolean compound = assignment.getOperator() != AssignExpr.Operator.ASSIGN;
    write(assignment.getTarget(), Optional.of(assignment.getValue()), compound, assignment, frame);
    return sketch.typeOf(assignment.getTarget());
  }

  private JavaType unary(UnaryExpr unary, Frame frame) {
    switch (unary.getOperator()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          write(unary.getExpression(), Optional.empty(), true, unary, frame);
      default -> {}
    }
    return sketch.typeOf(unary.getExpression());
  }

  private void write(
      Expression target,
      Optional<Expression> value,
      boolean compound,
      Expression node,
      Frame frame) {
    Expression bare = MethodSketch.bare(target);
    Variable variable = sketch.variableOf.get(bare);
    FieldReference field = sketch.fieldOf.get(bare);
    Write.Target written;
    if (variable != null) {
      written = new Write.Target.OfVariable(variable);
    } else if (field != null) {
      written = new Write.Target.OfField(field);
    } else if (bare instanceof ArrayAccessExpr access) {
      written = new Write.Target.OfElement(access.getName());
    } else {
      written = new Write.Target.Other();
    }
    sketch.writes.add(
        new Write(written, value, compound, node, new Place(MethodSketch.line(node), frame)));
  }

  private JavaType choice(ConditionalExpr choice) {
    JavaType first = sketch.typeOf(choice.getThenExpr());
    JavaType second = sketch.typeOf(choice.getElseExpr());
    if (choice.getElseExpr().isNullLiteralExpr()) {
      return first;
    }
    return choice.getThenExpr().isNullLiteralExpr() || first.equals(second)
        ? second
        : JavaType.UNKNOWN;
  }

  private JavaType binary(BinaryExpr binary) {
    return switch (binary.getOperator()) {
      case PLUS -> {
        JavaType left = sketch.typeOf(binary.getLeft());
        JavaType right = sketch.typeOf(binary.getRight());
        yield left.equals(JavaType.STRING) || right.equals(JavaType.STRING)
            ? JavaType.STRING
            : left.isPrimitive() && left.equals(right) ? left : JavaType.UNKNOWN;
      }
      case MINUS, MULTIPLY, DIVIDE, REMAINDER, BINARY_AND, BINARY_OR, XOR ->
          wider(sketch.typeOf(binary.getLeft()), sketch.typeOf(binary.getRight()));
      case LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> sketch.typeOf(binary.getLeft());
      default -> BOOLEAN;
    };
  }

  /// An `int` and a `long` make a `long`; of other pairs the left one tells.
  private static JavaType wider(JavaType left, JavaType right) {
    boolean byRight =
        right.isPrimitive()
            && switch (right.name()) {
              case "double" -> true;
              case "float" -> !left.name().equals("double");
              case "long" -> !left.name().equals("double") && !left.name().equals("float");
              default -> false;
            };
    return byRight ? right : left;
  }

  /// `this(…)` and `super(…)`.
  static Call chain(ExplicitConstructorInvocationStmt statement, DeclaredType self, Frame frame) {
    JavaType owner =
        statement.isThis()
            ? JavaType.qualified(self.name())
            : self.supertypes().isEmpty() ? JavaType.UNKNOWN : self.supertypes().getFirst();
    return new Call(
        statement,
        Call.Form.CONSTRUCTOR_CHAIN,
        owner,
        "new",
        Optional.empty(),
        statement.getArguments(),
        statement.isThis(),
        new Place(MethodSketch.line(statement), frame));
  }
}
