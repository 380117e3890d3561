package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.FieldReference;
import dev.kenning.indexer.fact.sketch.FileMethods;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.NameText;
import dev.kenning.indexer.fact.sketch.Returned;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether an expression can be seen never to be null: by what it is, by what the JDK promises of
/// the method it calls, by the methods and fields of its file, by the checks before it.
///
/// What another thread does to a field between a check and its use is left out of account.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class NeverNull {
  private static final int MAX_DEPTH = 6;

  private static final Set<String> PROMISES =
      Set.of("NonNull", "Nonnull", "NotNull", "NonNullable");
  private static final Set<String> MAY_BE_NULL = Set.of("Nullable", "CheckForNull", "NullUnmarked");

  /// Methods of the JDK that give an object whenever they return.
  private static final KnownCalls PROMISED =
      KnownCalls.of(
          """
          java.lang.String: *
          java.lang.CharSequence: subSequence toString chars codePoints
          java.lang.StringBuilder: *
          java.lang.StringBuffer: *
          java.lang.Integer: valueOf toString toHexString toBinaryString toOctalString decode
          java.lang.Long: valueOf toString toHexString toBinaryString toOctalString decode
          java.lang.Short: valueOf toString decode
          java.lang.Byte: valueOf toString decode
          java.lang.Double: valueOf toString toHexString
          java.lang.Float: valueOf toString toHexString
          java.lang.Boolean: valueOf toString
          java.lang.Character: valueOf toString toChars getName
          java.lang.Object: getClass toString
          java.lang.Enum: name toString valueOf getDeclaringClass
          java.lang.Class: getName getSimpleName getTypeName getPackageName getInterfaces \
          getMethods getDeclaredMethods getFields getDeclaredFields getConstructors \
          getDeclaredConstructors getMethod getDeclaredMethod getField getDeclaredField \
          getConstructor getDeclaredConstructor getAnnotations getDeclaredAnnotations forName \
          getTypeParameters toString asSubclass getProtectionDomain
          java.lang.Thread: currentThread getName getState getStackTrace
          java.lang.Throwable: getStackTrace getSuppressed toString fillInStackTrace
          java.lang.System: lineSeparator getenv getProperties identityHashCode currentTimeMillis \
          nanoTime
          java.lang.Math: *
          java.util.Collection: size isEmpty contains
          java.lang.Process: getInputStream getOutputStream getErrorStream
          java.lang.Iterable: iterator spliterator
          java.lang.reflect.Method: getName getParameterTypes getReturnType getDeclaringClass
          java.lang.reflect.Field: getName getType getDeclaringClass
          java.util.Optional: of ofNullable empty map flatMap filter or stream orElseThrow get
          java.util.OptionalInt: of empty
          java.util.OptionalLong: of empty
          java.util.OptionalDouble: of empty
          java.util.Objects: requireNonNull requireNonNullElse requireNonNullElseGet
          java.util.Collections: emptyList emptyMap emptySet emptyIterator singletonList singleton \
          singletonMap unmodifiableList unmodifiableSet unmodifiableMap unmodifiableCollection \
          unmodifiableSortedSet unmodifiableSortedMap unmodifiableNavigableMap \
          unmodifiableNavigableSet synchronizedList synchronizedMap synchronizedSet \
          synchronizedCollection nCopies reverseOrder enumeration list newSetFromMap
          java.util.Collection: iterator stream parallelStream toArray spliterator
          java.util.List: of copyOf subList listIterator reversed
          java.util.Set: of copyOf
          java.util.Map: of copyOf ofEntries entry keySet values entrySet
          java.util.SortedMap: headMap tailMap subMap
          java.util.SortedSet: headSet tailSet subSet
          java.util.NavigableMap: descendingMap navigableKeySet descendingKeySet
          java.util.Arrays: asList copyOf copyOfRange stream toString deepToString spliterator
          java.util.EnumSet: of noneOf allOf copyOf range complementOf
          java.util.Locale: getDefault forLanguageTag getLanguage getCountry toLanguageTag toString
          java.util.UUID: *
          java.util.Base64: *
          java.util.Base64.Encoder: encode encodeToString
          java.util.Base64.Decoder: decode
          java.util.StringJoiner: *
          java.util.Comparator: *
          java.util.Calendar: getInstance getTime getTimeZone
          java.util.TimeZone: getTimeZone getDefault
          java.util.Currency: getInstance
          java.util.Date: toInstant from
          java.util.Scanner: nextLine next
          java.util.ServiceLoader: load iterator
          java.util.function.Function: identity andThen compose
          java.util.function.Predicate: and or negate not isEqual
          java.util.regex.Pattern: compile matcher split quote pattern asPredicate splitAsStream
          java.util.regex.Matcher: replaceAll replaceFirst quoteReplacement toMatchResult
          java.util.stream.StreamSupport: stream
          java.util.stream.Collectors: *
          java.util.stream.BaseStream: iterator parallel sequential unordered onClose
          java.util.stream.Stream: filter map mapToInt mapToLong mapToDouble flatMap distinct sorted \
          peek limit skip takeWhile dropWhile toList toArray findFirst findAny of empty concat \
          iterate generate builder min max mapMulti
          java.util.stream.IntStream: *
          java.util.stream.LongStream: *
          java.util.stream.DoubleStream: *
          java.util.concurrent.Executors: *
          java.util.concurrent.CompletableFuture: completedFuture supplyAsync runAsync thenApply \
          thenAccept thenRun thenCompose thenCombine handle whenComplete exceptionally allOf anyOf \
          failedFuture thenApplyAsync thenComposeAsync handleAsync whenCompleteAsync orTimeout
          java.util.concurrent.TimeUnit: valueOf
          java.util.concurrent.ConcurrentHashMap: newKeySet
          java.util.concurrent.ThreadLocalRandom: current
          java.math.BigInteger: *
          java.math.BigDecimal: *
          java.time.Duration: *
          java.time.Period: *
          java.time.Instant: *
          java.time.LocalDate: *
          java.time.LocalTime: *
          java.time.LocalDateTime: *
          java.time.ZonedDateTime: *
          java.time.OffsetDateTime: *
          java.time.ZoneId: of systemDefault getId
          java.time.ZoneOffset: of ofHours ofTotalSeconds
          java.time.format.DateTimeFormatter: *
          java.nio.ByteBuffer: *
          java.nio.CharBuffer: *
          java.nio.charset.Charset: forName defaultCharset name encode decode
          java.nio.file.Path: of resolve resolveSibling relativize normalize toAbsolutePath \
          toRealPath toUri toFile getFileSystem
          java.nio.file.Paths: get
          java.nio.file.Files: readAllBytes readString readAllLines newInputStream newOutputStream \
          newBufferedReader newBufferedWriter lines list walk find createFile createDirectory \
          createDirectories createTempFile createTempDirectory copy move write writeString \
          getLastModifiedTime readAttributes newDirectoryStream newByteChannel
          java.io.File: getName getPath getAbsolutePath getAbsoluteFile getCanonicalPath \
          getCanonicalFile toPath toURI createTempFile
          java.io.ByteArrayOutputStream: toByteArray toString
          java.io.InputStream: readAllBytes readNBytes
          java.io.StringWriter: toString getBuffer append
          java.net.URI: create resolve normalize relativize toURL toString
          java.net.URL: openConnection openStream toURI toString toExternalForm getProtocol
          java.net.InetAddress: getByName getAllByName getLocalHost getByAddress getLoopbackAddress
          java.net.URLEncoder: encode
          java.net.URLDecoder: decode
          java.security.MessageDigest: getInstance digest
          java.security.KeyFactory: getInstance generatePublic generatePrivate
          java.security.KeyPairGenerator: getInstance generateKeyPair
          java.text.NumberFormat: getInstance getIntegerInstance getPercentInstance
          java.text.DateFormat: getDateInstance getTimeInstance getDateTimeInstance
          java.text.Format: format
          java.text.DateFormat: format
          java.text.MessageFormat: format
          """);

  /// Of those, the ones that may give null after all.
  private static final KnownCalls MAYBE =
      KnownCalls.of("java.lang.System: getenv\njava.util.concurrent.Executors: callable");

  /// What a statement says of a name after it.
  private enum Told {
    NOTHING,
    UNCERTAIN,
    FILLED
  }

  private final MethodSketch method;
  private final int depth;

  NeverNull(MethodSketch method) {
    this(method, 0);
  }

  private NeverNull(MethodSketch method, int depth) {
    this.method = method;
    this.depth = depth;
  }

  /// Whether the method says so by an annotation of its own or of the types around it.
  static boolean isPromised(MethodSketch method) {
    if (method.annotation(PROMISES::contains).isPresent()) {
      return true;
    }
    boolean excepted =
        method.annotation(MAY_BE_NULL::contains).isPresent()
            || method
                .head()
                .returnType()
                .filter(type ->
                    type.getAnnotations().stream()
                        .anyMatch(a -> MAY_BE_NULL.contains(a.getName().getIdentifier())))
                .isPresent();
    return !excepted
        && !method.returnType().isPrimitive()
        && method.returnType().isNamed()
        && method.type().annotations().contains("NullMarked");
  }

  /// Whether every `return` of the method gives something.
  boolean always() {
    List<Returned> returns = Outcomes.returns(method);
    return !returns.isEmpty()
        && returns.stream()
            .allMatch(returned -> returned.value().filter(v -> is(v, 0)).isPresent());
  }

  private boolean is(Expression value, int hops) {
    return Outcomes.of(value).stream().allMatch(end -> isEvident(end, hops));
  }

  private boolean isEvident(Expression end, int hops) {
    if (hops > 4) {
      return false;
    }
    boolean plain =
        end.isObjectCreationExpr()
            || end.isArrayCreationExpr()
            || end.isArrayInitializerExpr()
            || end.isThisExpr()
            || end.isLambdaExpr()
            || end.isMethodReferenceExpr()
            || end.isClassExpr()
            || (end.isLiteralExpr() && !end.isNullLiteralExpr())
            || end.isTextBlockLiteralExpr()
            || end.isBinaryExpr() // a number, a truth value, or a text put together
            || end instanceof UnaryExpr
            || end.isInstanceOfExpr();
    if (plain) {
      return true;
    }
    return switch (end) {
      case AssignExpr assign -> is(assign.getValue(), hops + 1);
      case MethodCallExpr call -> isGivingCall(call, hops);
      case Expression named ->
          method.typeOf(named).isPrimitive()
              || isCheckedBefore(named, hops)
              || method.field(named).filter(this::isFilled).isPresent()
              || method.variable(named).filter(v -> isFilled(v, hops)).isPresent();
    };
  }

  // ---- calls

  private boolean isGivingCall(MethodCallExpr node, int hops) {
    return method.calls().stream()
        .filter(call -> call.node() == node)
        .findFirst()
        .filter(call -> gives(call, hops))
        .isPresent();
  }

  private boolean gives(Call call, int hops) {
    if (PROMISED.has(call, method.types())) {
      return !MAYBE.has(call, method.types());
    }
    boolean asked = call.arguments().isEmpty();
    boolean text =
        switch (call.name()) {
          case "toString", "getClass", "hashCode" -> asked;
          default -> false;
        };
    boolean copy =
        call.name().equals("clone")
            && call.receiver().filter(r -> method.typeOf(r).dimensions() > 0).isPresent();
    if (text || copy) {
      return true;
    }
    if (call.isMethod("java.util.Optional", "orElse") && call.arguments().size() == 1) {
      return is(call.arguments().getFirst(), hops + 1);
    }
    if (call.isMethod("java.util.stream.Stream", "collect")) {
      return call.argument(0).filter(this::isCollector).isPresent();
    }
    List<MethodSketch> called = method.file().called(call);
    return depth < MAX_DEPTH
        && !called.isEmpty()
        && called.stream()
            .allMatch(one ->
                isPromised(one)
                    || one.returnType().isPrimitive()
                    || one.head().node() == method.head().node()
                    || (one.head().body().isPresent() && new NeverNull(one, depth + 1).always()));
  }

  private boolean isCollector(Expression argument) {
    return argument instanceof MethodCallExpr made
        && method.calls().stream()
            .filter(call -> call.node() == made)
            .anyMatch(call ->
                call.owner().is("java.util.stream.Collectors")
                    && !call.name().equals("reducing")
                    && !call.name().equals("collectingAndThen"));
  }

  // ---- fields and variables

  /// A final field with an initial value, or a constant of an enum.
  private boolean isFilled(FieldReference field) {
    if (method.file().isEnumConstant(field)) {
      return true;
    }
    if (!field.isFinal() || depth >= MAX_DEPTH) {
      return false;
    }
    Optional<MethodSketch> initial = method.file().initial(field);
    return initial.isPresent()
        ? FileMethods.value(initial.get())
            .filter(value -> new NeverNull(initial.get(), depth + 1).is(value, 0))
            .isPresent()
        : !field.isStatic() && isFilledByConstructors(field);
  }

  /// A final field that every constructor gives something.
  private boolean isFilledByConstructors(FieldReference field) {
    List<MethodSketch> constructors =
        method.file().making(field.owner(), -1).map(FileMethods.Making::parts).orElse(List.of());
    List<MethodSketch> giving =
        constructors.stream()
            .filter(part -> part.head().sort() == MethodHead.Sort.CONSTRUCTOR)
            .filter(part ->
                part.calls().stream()
                    .noneMatch(call -> call.form() == Call.Form.CONSTRUCTOR_CHAIN && call.onSelf()))
            .toList();
    return !giving.isEmpty() && giving.stream().allMatch(one -> gives(one, field.name()));
  }

  private boolean gives(MethodSketch constructor, String field) {
    NeverNull inside = new NeverNull(constructor, depth + 1);
    List<Write> writes =
        constructor.writes().stream()
            .filter(write ->
                write.target() instanceof Write.Target.OfField target
                    && target.field().name().equals(field)
                    && target.field().object().isEmpty())
            .toList();
    return !writes.isEmpty()
        && writes.stream()
            .allMatch(write -> write.value().filter(value -> inside.is(value, 0)).isPresent());
  }

  private boolean isFilled(Variable variable, int hops) {
    if (variable.sort() == Variable.Sort.CATCH_PARAMETER) {
      return true;
    }
    return variable.sort() == Variable.Sort.LOCAL
        && variable.initial().filter(initial -> is(initial, hops + 1)).isPresent()
        && method.writes().stream()
            .filter(write ->
                write.target() instanceof Write.Target.OfVariable target
                    && target.variable() == variable)
            .allMatch(write ->
                write.compound() || write.value().filter(v -> is(v, hops + 1)).isPresent());
  }

  // ---- what stands before

  /// Whether on every way to this use the variable or field has been given something, or has been
  /// found not to be null.
  private boolean isCheckedBefore(Expression use, int hops) {
    String name = nameOf(use);
    if (name.isEmpty() || !(use.isNameExpr() || use.isFieldAccessExpr())) {
      return false;
    }
    Node at = use;
    while (true) {
      Node around = at.getParentNode().orElse(null);
      if (around == null || around == method.head().node()) {
        return false;
      }
      switch (around) {
        case BlockStmt block -> {
          Told told = toldBefore(block, at, name, hops);
          if (told != Told.NOTHING) {
            return told == Told.FILLED;
          }
        }
        case IfStmt choice -> {
          if (at == choice.getThenStmt() && holds(choice.getCondition(), name)) {
            return true;
          }
          if (at == choice.getElseStmt().orElse(null) && refuted(choice.getCondition(), name)) {
            return true;
          }
        }
        case WhileStmt _, DoStmt _, ForStmt _, ForEachStmt _ -> {
          if (writes(around, name)) {
            return false;
          }
        }
        case ConditionalExpr choice -> {
          if (at == choice.getThenExpr() && holds(choice.getCondition(), name)) {
            return true;
          }
          if (at == choice.getElseExpr() && refuted(choice.getCondition(), name)) {
            return true;
          }
        }
        case LambdaExpr _, BodyDeclaration<?> _ -> {
          return false;
        }
        default -> {}
      }
      at = around;
    }
  }

  /// The nearest statement before `at` in its block that says something of the name.
  private Told toldBefore(BlockStmt block, Node at, String name, int hops) {
    List<Statement> statements = block.getStatements();
    int index = 0;
    while (index < statements.size() && statements.get(index) != at) {
      index++;
    }
    for (int i = Math.min(index, statements.size()) - 1; i >= 0; i--) {
      Told told = tells(statements.get(i), name, hops);
      if (told != Told.NOTHING) {
        return told;
      }
    }
    return Told.NOTHING;
  }

  private Told tells(Statement statement, String name, int hops) {
    switch (statement) {
      case ExpressionStmt expression -> {
        if (expression.getExpression() instanceof AssignExpr assign
            && nameOf(assign.getTarget()).equals(name)) {
          boolean filled =
              assign.getOperator() != AssignExpr.Operator.ASSIGN || is(assign.getValue(), hops + 1);
          return filled ? Told.FILLED : Told.UNCERTAIN;
        }
        if (expression.getExpression() instanceof MethodCallExpr call && refusesNull(call, name)) {
          return Told.FILLED;
        }
      }
      case IfStmt choice
          when choice.getElseStmt().isEmpty() && refuted(choice.getCondition(), name) -> {
        if (!Flow.goesOn(choice.getThenStmt()) || fills(choice.getThenStmt(), name, hops)) {
          return Told.FILLED;
        }
      }
      case SynchronizedStmt guarded -> {
        List<Statement> inner = guarded.getBody().getStatements();
        for (int i = inner.size() - 1; i >= 0; i--) {
          Told told = tells(inner.get(i), name, hops);
          if (told != Told.NOTHING) {
            return told;
          }
        }
      }
      default -> {}
    }
    return writes(statement, name) ? Told.UNCERTAIN : Told.NOTHING;
  }

  /// Whether a branch ends with the name being given something.
  private boolean fills(Statement branch, String name, int hops) {
    List<Statement> statements =
        branch instanceof BlockStmt block ? block.getStatements() : List.of(branch);
    for (int i = statements.size() - 1; i >= 0; i--) {
      Told told = tells(statements.get(i), name, hops);
      if (told != Told.NOTHING) {
        return told == Told.FILLED;
      }
    }
    return false;
  }

  private boolean refusesNull(MethodCallExpr node, String name) {
    return node.getArguments().stream().findFirst().filter(a -> nameOf(a).equals(name)).isPresent()
        && method.calls().stream()
            .filter(call -> call.node() == node)
            .anyMatch(call -> ValidationRule.refusesNull(call, method.types()));
  }

  /// Whether the name is not null where the condition does not hold.
  private boolean refuted(Expression condition, String name) {
    return switch (condition) {
      case EnclosedExpr enclosed -> refuted(enclosed.getInner(), name);
      case UnaryExpr not when not.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT ->
          holds(not.getExpression(), name);
      case BinaryExpr or when or.getOperator() == BinaryExpr.Operator.OR ->
          refuted(or.getLeft(), name) || refuted(or.getRight(), name);
      case BinaryExpr equal when equal.getOperator() == BinaryExpr.Operator.EQUALS ->
          comparesNull(equal, name);
      default -> false;
    };
  }

  /// Whether the name is not null where the condition holds.
  private boolean holds(Expression condition, String name) {
    return switch (condition) {
      case EnclosedExpr enclosed -> holds(enclosed.getInner(), name);
      case UnaryExpr not when not.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT ->
          refuted(not.getExpression(), name);
      case BinaryExpr and when and.getOperator() == BinaryExpr.Operator.AND ->
          holds(and.getLeft(), name) || holds(and.getRight(), name);
      case BinaryExpr unequal when unequal.getOperator() == BinaryExpr.Operator.NOT_EQUALS ->
          comparesNull(unequal, name);
      case InstanceOfExpr tested ->
          nameOf(tested.getExpression()).equals(name)
              || tested
                  .getPattern()
                  .filter(TypePatternExpr.class::isInstance)
                  .filter(pattern -> ((TypePatternExpr) pattern).getNameAsString().equals(name))
                  .isPresent();
      default -> false;
    };
  }

  private boolean comparesNull(BinaryExpr comparison, String name) {
    Expression left = comparison.getLeft();
    Expression right = comparison.getRight();
    return (right.isNullLiteralExpr() && namedOrAssigned(left, name))
        || (left.isNullLiteralExpr() && namedOrAssigned(right, name));
  }

  private boolean namedOrAssigned(Expression side, String name) {
    Expression bare = MethodSketch.bare(side);
    return nameOf(bare).equals(name)
        || (bare instanceof AssignExpr assign && nameOf(assign.getTarget()).equals(name));
  }

  private boolean writes(Node part, String name) {
    return Flow.find(
        part,
        node -> (node instanceof AssignExpr assign && nameOf(assign.getTarget()).equals(name)));
  }

  /// A field of this object by its bare name, unless a parameter has it too.
  private String nameOf(Expression expression) {
    String text = NameText.of(expression);
    String bare = text.startsWith("this.") ? text.substring(5) : text;
    return method.parameters().stream().anyMatch(p -> p.name().equals(bare)) ? text : bare;
  }
}
