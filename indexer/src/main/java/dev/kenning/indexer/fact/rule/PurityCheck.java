package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.FieldReference;
import dev.kenning.indexer.fact.sketch.FileMethods;
import dev.kenning.indexer.fact.sketch.Loop;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Read;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Whether one method is pure, following its calls as far as its file goes. What a call does there
/// depends on what it is called with: a helper may change an object that its caller has made, and a
/// constructor the object it makes.
///
/// For one question. A method met again on the way is taken to be pure: if anything else that is
/// reached is not, the answer is no.
final class PurityCheck {
  /// How sure it is, the surest first.
  enum Verdict {
    PURE,
    /// Names alone say so of some call.
    BY_NAME,
    IMPURE;

    Verdict and(Verdict other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /// Whose object `this` is, and which parameters hold objects that may be changed.
  private record Role(Self self, Set<Integer> own) {
    static final Role ENTRY = new Role(Self.SHARED, Set.of());
  }

  private enum Self {
    /// Others know it: what may change in it is not to be read.
    SHARED,
    /// Passed in: may be read.
    ARGUMENT,
    /// Made by the method that is asked about: may be changed.
    OWN
  }

  private record Visit(Node node, Role role) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Visit v && isSame(v.node, node) && v.role.equals(role);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(node);
    }

    @SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
    private static boolean isSame(Node one, Node other) {
      return one == other;
    }
  }

  private static final int MAX_DEPTH = 8;
  private static final int MAX_VISITS = 60;

  /// What a final field of these types holds changes all the time.
  private static final String ATOMIC = "java.util.concurrent.atomic.";

  private final Set<Visit> visits = new HashSet<>();

  /// Variables whose values are being looked at: `node = node.next()` says nothing new.
  private final Set<Variable> open = new HashSet<>();

  Verdict check(MethodSketch method) {
    return check(method, Role.ENTRY, 0);
  }

  private Verdict check(MethodSketch method, Role role, int depth) {
    MethodHead head = method.head();
    if (head.body().isEmpty()
        || !method.synchronizeds().isEmpty()
        || head.modifiers().contains("synchronized")
        || depth > MAX_DEPTH) {
      return Verdict.IMPURE;
    }
    Node key = head.sort() == MethodHead.Sort.INITIALIZER ? head.body().get() : head.node();
    if (!visits.add(new Visit(key, role))) {
      return Verdict.PURE;
    }
    if (visits.size() > MAX_VISITS
        || !method.writes().stream().allMatch(write -> isOwnWrite(method, role, write))
        || !method.reads().stream().allMatch(read -> isSteady(method, role, read))
        || !method.loops().stream().allMatch(loop -> isSteady(method, role, loop))
        || readsSharedArray(method, role)) {
      return Verdict.IMPURE;
    }
    Verdict verdict = Verdict.PURE;
    for (Call call : method.calls()) {
      verdict = verdict.and(check(method, role, call, depth));
      if (verdict == Verdict.IMPURE) {
        return verdict;
      }
    }
    return verdict;
  }

  // ---- what is written and read

  private boolean isOwnWrite(MethodSketch method, Role role, Write write) {
    return switch (write.target()) {
      case Write.Target.OfVariable _ -> true;
      case Write.Target.OfElement element -> isOwn(method, role, element.array());
      case Write.Target.OfField target -> {
        FieldReference field = target.field();
        yield !field.isStatic()
            && (field.object().isEmpty()
                ? field.known() && role.self() == Self.OWN && isOfThis(method, field)
                : isOwn(method, role, field.object().get()));
      }
      case Write.Target.Other _ -> false;
    };
  }

  private static boolean isOfThis(MethodSketch method, FieldReference field) {
    return method.types().withSupertypes(method.type().name()).contains(field.owner());
  }

  /// A field that cannot change, nor what is in it in plain sight; or one of an object that was
  /// passed in or made here. Of a field whose declaration is elsewhere only capitals tell.
  private boolean isSteady(MethodSketch method, Role role, Read read) {
    FieldReference field = read.field();
    if (field.isFinal() && !field.type().name().startsWith(ATOMIC)) {
      return true;
    }
    if (field.isStatic()) {
      return false;
    }
    return field.object().isPresent()
        ? isGiven(method, role, field.object().get(), 0)
        : role.self() != Self.SHARED && field.known() && isOfThis(method, field);
  }

  /// Going through a collection in a field reads what may change.
  private boolean isSteady(MethodSketch method, Role role, Loop loop) {
    if (!(loop.statement() instanceof ForEachStmt each)) {
      return true;
    }
    Expression all = each.getIterable();
    return method.typeOf(all).dimensions() > 0 || !isShared(method, role, all, 0);
  }

  /// An element of an array in a field of this object may have another value next time; tables in
  /// constants are taken not to change.
  private boolean readsSharedArray(MethodSketch method, Role role) {
    return role.self() == Self.SHARED
        && method.reads().stream()
            .map(Read::field)
            .anyMatch(field ->
                field.type().dimensions() > 0
                    && !field.isStatic()
                    && field.object().isEmpty()
                    && hasIndexed(method, field.name()));
  }

  private static boolean hasIndexed(MethodSketch method, String field) {
    return method
        .head()
        .body()
        .filter(body ->
            Flow.find(
                body,
                node ->
                    node instanceof ArrayAccessExpr access
                        && method
                            .field(access.getName())
                            .filter(f -> f.name().equals(field))
                            .isPresent()))
        .isPresent();
  }

  // ---- whose an object is

  /// Made here and changed by nobody else: an array, a builder, a collection.
  private boolean isOwn(MethodSketch method, Role role, Expression expression) {
    return isOwn(method, role, expression, 0);
  }

  private boolean isOwn(MethodSketch method, Role role, Expression expression, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (MethodSketch.bare(expression)) {
      case ObjectCreationExpr _, ArrayCreationExpr _, ArrayInitializerExpr _ -> true;
      case ThisExpr self -> self.getTypeName().isEmpty() && role.self() == Self.OWN;
      case ConditionalExpr choice ->
          isOwn(method, role, choice.getThenExpr(), depth + 1)
              && isOwn(method, role, choice.getElseExpr(), depth + 1);
      case ArrayAccessExpr access -> isOwn(method, role, access.getName(), depth + 1);
      case MethodCallExpr call -> isOwnResult(method, role, call, depth);
      case Expression other -> isOwnVariable(method, role, other, depth);
    };
  }

  private boolean isOwnResult(MethodSketch method, Role role, MethodCallExpr node, int depth) {
    Call call = callAt(method, node);
    if (call == null) {
      return false;
    }
    boolean copies =
        call.name().equals("clone")
            && call.receiver().filter(r -> method.typeOf(r).dimensions() > 0).isPresent();
    if (copies || PureCalls.FRESH.has(call, method.types())) {
      return true;
    }
    Optional<Expression> receiver = call.receiver();
    if (NamedPurity.isIteration(call) && method.typeOf(node).dimensions() == 0) {
      return true;
    }
    if (NamedPurity.isBuilder(call) && receiver.filter(r -> isType(method, r)).isPresent()) {
      return true;
    }
    boolean part =
        call.arguments().isEmpty()
            && call.name().startsWith("get")
            && !call.owner().name().startsWith("java.");
    boolean chained =
        part
            || (method.typeOf(node).isNamed()
                && method.typeOf(node).name().equals(call.owner().name()))
            || isOfOwnMap(method, call)
            || NamedPurity.CHANGES_ITSELF.matcher(call.name()).matches();
    return chained && receiver.isPresent() && isOwn(method, role, receiver.get(), depth + 1);
  }

  /// What a map that was made here holds was put there.
  private static boolean isOfOwnMap(MethodSketch method, Call call) {
    return method.types().isSubtype(call.owner(), "java.util.Map")
        && switch (call.name()) {
          case "getOrDefault", "computeIfAbsent" -> true;
          default -> false;
        };
  }

  private boolean isOwnVariable(MethodSketch method, Role role, Expression at, int depth) {
    Optional<FieldReference> field = method.field(at);
    if (field.isPresent()) {
      // what a constructor puts into the object it makes
      return role.self() == Self.OWN
          && !field.get().isStatic()
          && field.get().object().isEmpty()
          && isOfThis(method, field.get());
    }
    Optional<Variable> variable = method.variable(at);
    if (variable.isEmpty()) {
      return false;
    }
    if (variable.get().isParameter()) {
      return role.own().contains(method.parameters().indexOf(variable.get()))
          && sources(method, variable.get()).isEmpty();
    }
    List<Expression> sources = sources(method, variable.get());
    if (variable.get().sort() != Variable.Sort.LOCAL || sources.isEmpty()) {
      return false;
    }
    return open(
        variable.get(),
        true,
        () ->
            sources.stream()
                .allMatch(source ->
                    source.isNullLiteralExpr() || isOwn(method, role, source, depth + 1)));
  }

  private boolean open(Variable variable, boolean again, BooleanSupplier question) {
    if (!open.add(variable)) {
      return again;
    }
    boolean answer = question.getAsBoolean();
    open.remove(variable);
    return answer;
  }

  /// Everything a variable is given.
  private static List<Expression> sources(MethodSketch method, Variable variable) {
    List<Expression> sources = new ArrayList<>();
    variable.initial().ifPresent(sources::add);
    for (Write write : method.writes()) {
      if (write.target() instanceof Write.Target.OfVariable target
          && target.variable().equals(variable)
          && !write.compound()) {
        write.value().ifPresent(sources::add);
      }
    }
    return sources;
  }

  /// Passed in, reached from what was, or made here.
  private boolean isGiven(MethodSketch method, Role role, Expression expression, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (MethodSketch.bare(expression)) {
      case ThisExpr self -> self.getTypeName().isEmpty() && role.self() != Self.SHARED;
      case ArrayAccessExpr access -> isGiven(method, role, access.getName(), depth + 1);
      case ConditionalExpr choice ->
          isGiven(method, role, choice.getThenExpr(), depth + 1)
              && isGiven(method, role, choice.getElseExpr(), depth + 1);
      case MethodCallExpr call ->
          call.getScope()
              .map(scope -> isType(method, scope) || isGiven(method, role, scope, depth + 1))
              .orElse(false);
      case FieldAccessExpr access when method.field(access).isPresent() ->
          isGiven(method, role, access.getScope(), depth + 1)
              || method.field(access).filter(PurityCheck::isConstant).isPresent();
      case ObjectCreationExpr _, ArrayCreationExpr _, LambdaExpr _ -> true;
      case Expression other -> {
        if (other.isLiteralExpr() || other.isBinaryExpr() || other.isClassExpr()) {
          yield true;
        }
        Optional<FieldReference> field = method.field(other);
        if (field.isPresent()) {
          yield isConstant(field.get())
              || (role.self() != Self.SHARED && isOfThis(method, field.get()));
        }
        Optional<Variable> variable = method.variable(other);
        yield variable.isPresent()
            && open(
                variable.get(),
                true,
                () ->
                    sources(method, variable.get()).stream()
                        .allMatch(source -> isGiven(method, role, source, depth + 1)));
      }
    };
  }

  private static boolean isConstant(FieldReference field) {
    return field.isStatic() && field.isFinal();
  }

  /// `this`, or what one of its fields or a static one holds.
  private boolean isShared(MethodSketch method, Role role, Expression expression, int depth) {
    if (depth > MAX_DEPTH) {
      return true;
    }
    return switch (MethodSketch.bare(expression)) {
      case ThisExpr _, SuperExpr _ -> role.self() == Self.SHARED;
      case MethodCallExpr call ->
          call.getScope().filter(scope -> isShared(method, role, scope, depth + 1)).isPresent();
      case Expression other -> {
        Optional<FieldReference> field = method.field(other);
        if (field.isPresent()) {
          yield field
              .get()
              .object()
              .map(object -> isShared(method, role, object, depth + 1))
              .orElse(field.get().isStatic() || role.self() == Self.SHARED);
        }
        Optional<Variable> variable = method.variable(other);
        yield variable.isPresent()
            && open(
                variable.get(),
                false,
                () ->
                    sources(method, variable.get()).stream()
                        .anyMatch(source -> isShared(method, role, source, depth + 1)));
      }
    };
  }

  private static boolean isType(MethodSketch method, Expression scope) {
    return switch (scope) {
      case NameExpr name ->
          method.variable(name).isEmpty()
              && method.field(name).isEmpty()
              && Character.isUpperCase(name.getNameAsString().charAt(0));
      case FieldAccessExpr access ->
          method.field(access).isEmpty()
              && Character.isUpperCase(access.getNameAsString().charAt(0));
      default -> false;
    };
  }

  @SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
  private static @Nullable Call callAt(MethodSketch method, Node node) {
    for (Call call : method.calls()) {
      if (call.node() == node) {
        return call;
      }
    }
    return null;
  }

  // ---- calls

  private Verdict check(MethodSketch method, Role role, Call call, int depth) {
    return switch (call.form()) {
      case CONSTRUCTOR -> checkCreation(method, role, call, depth);
      case CONSTRUCTOR_CHAIN -> checkChain(method, role, call, depth);
      case METHOD, REFERENCE -> checkMethod(method, role, call, depth);
    };
  }

  private Verdict checkMethod(MethodSketch method, Role role, Call call, int depth) {
    boolean known =
        RecursionRule.isRecursion(call, method)
            || isKnownPure(method, role, call)
            || changesOwn(method, role, call)
            || (call.name().equals("clone")
                && call.receiver().filter(r -> method.typeOf(r).dimensions() > 0).isPresent());
    if (known) {
      return Verdict.PURE;
    }
    List<MethodSketch> called = method.file().called(call);
    if (!called.isEmpty()) {
      Verdict verdict = Verdict.PURE;
      for (MethodSketch one : called) {
        Role inside = roleIn(method, role, call, one);
        verdict =
            verdict.and(
                one.head().body().isEmpty()
                    ? checkByName(method, role, call)
                    : check(one, inside, depth + 1));
      }
      return verdict;
    }
    return checkByName(method, role, call);
  }

  private boolean isKnownPure(MethodSketch method, Role role, Call call) {
    if (ValidationRule.isKnownCheck(call, method.types())) {
      return true;
    }
    if (!PureCalls.PURE.has(call, method.types()) || PureCalls.NOT_PURE.has(call, method.types())) {
      return false;
    }
    boolean changing =
        PureCalls.CHANGING.stream().anyMatch(type -> method.types().isSubtype(call.owner(), type));
    return !changing || call.receiver().filter(r -> isShared(method, role, r, 0)).isEmpty();
  }

  /// A call on a builder, a collection or an iterator that was made here, or a JDK method that
  /// changes an array or a list that was.
  private boolean changesOwn(MethodSketch method, Role role, Call call) {
    if (PureCalls.CHANGES_FIRST.has(call, method.types())) {
      return call.argument(0).filter(a -> isOwn(method, role, a)).isPresent();
    }
    if (PureCalls.CHANGES_THIRD.has(call, method.types())) {
      return call.argument(2).filter(a -> isOwn(method, role, a)).isPresent();
    }
    return call.resolved()
        && PureCalls.USED_UP.stream().anyMatch(type -> method.types().isSubtype(call.owner(), type))
        && call.receiver().filter(r -> isOwn(method, role, r)).isPresent();
  }

  private Role roleIn(MethodSketch method, Role role, Call call, MethodSketch called) {
    Self self = Self.SHARED;
    if (!called.head().isStatic()) {
      if (call.receiver().isEmpty()) {
        boolean same = called.type().name().equals(method.type().name()) || call.onSelf();
        self = same ? role.self() : Self.SHARED;
      } else if (isOwn(method, role, call.receiver().get())) {
        self = Self.OWN;
      } else if (call.receiver().get() instanceof SuperExpr
          || isGiven(method, role, call.receiver().get(), 0)) {
        self = call.receiver().get() instanceof SuperExpr ? role.self() : Self.ARGUMENT;
      }
    }
    return new Role(self, ownArguments(method, role, call));
  }

  private Set<Integer> ownArguments(MethodSketch method, Role role, Call call) {
    Set<Integer> own = new HashSet<>();
    IntStream.range(0, call.arguments().size())
        .filter(i -> isOwn(method, role, call.arguments().get(i)))
        .forEach(own::add);
    return Set.copyOf(own);
  }

  private Verdict checkByName(MethodSketch method, Role role, Call call) {
    Optional<Expression> receiver = call.receiver();
    boolean ofType =
        receiver.isPresent()
            ? isType(method, receiver.get())
            : !call.onSelf() && call.owner().isNamed();
    boolean pure;
    if (ofType) {
      pure =
          NamedPurity.isConversion(call, method)
              || (call.form() == Call.Form.REFERENCE && NamedPurity.isAccess(call));
    } else if (receiver.isEmpty()) {
      pure = false;
    } else if (isOwn(method, role, receiver.get())) {
      pure = NamedPurity.isAccess(call) || NamedPurity.isStep(call);
    } else if (isGiven(method, role, receiver.get(), 0)) {
      boolean constant = method.field(receiver.get()).filter(f -> isConstant(f)).isPresent();
      pure = NamedPurity.isAccess(call) || (constant && NamedPurity.isConversion(call, method));
    } else {
      pure = NamedPurity.comparesOnly(call) && isFinalField(method, receiver.get());
    }
    return pure ? Verdict.BY_NAME : Verdict.IMPURE;
  }

  private static boolean isFinalField(MethodSketch method, Expression receiver) {
    return method.field(receiver).filter(FieldReference::isFinal).isPresent();
  }

  // ---- objects that are made

  private Verdict checkCreation(MethodSketch method, Role role, Call call, int depth) {
    JavaType type = call.owner();
    boolean anonymous =
        call.node() instanceof ObjectCreationExpr creation
            && creation.getAnonymousClassBody().isPresent();
    if (anonymous) {
      // what it does later is not done here; but it may keep the object around it
      return method.head().isStatic() ? checkAnonymous(method, type) : Verdict.IMPURE;
    }
    if (type.dimensions() > 0 || PureCalls.MAKING.has(call, method.types())) {
      return Verdict.PURE;
    }
    boolean ofJdk = type.known() && type.name().startsWith("java.");
    if (ofJdk) {
      return method.types().isSubtype(type, "java.lang.Throwable") ? Verdict.PURE : Verdict.IMPURE;
    }
    if (role.self() == Self.SHARED && call.arguments().stream().anyMatch(Expression::isThisExpr)) {
      return Verdict.IMPURE; // hands on everything that may change in it
    }
    boolean usesUp =
        call.arguments().stream()
            .anyMatch(a -> NamedPurity.isUsedUp(method.typeOf(a)) && !isOwn(method, role, a));
    if (usesUp) {
      return Verdict.IMPURE;
    }
    int count = call.node() instanceof ObjectCreationExpr ? call.arguments().size() : -1;
    return checkMaking(method, role, call, type, count, depth);
  }

  private static Verdict checkAnonymous(MethodSketch method, JavaType type) {
    if (method.types().isInterface(type.name())) {
      return Verdict.PURE;
    }
    boolean ofJdk = type.known() && type.name().startsWith("java.");
    boolean active = ofJdk || !NamedPurity.isPlainType(type);
    return active ? Verdict.IMPURE : Verdict.BY_NAME;
  }

  private Verdict checkMaking(
      MethodSketch method, Role role, Call call, JavaType type, int arguments, int depth) {
    Optional<FileMethods.Making> making =
        type.known() ? method.file().making(type.name(), arguments) : Optional.empty();
    if (making.isEmpty()) {
      return NamedPurity.isPlainType(type) ? Verdict.BY_NAME : Verdict.IMPURE;
    }
    Verdict verdict = making.get().simple() ? Verdict.PURE : checkSupertypes(method, type);
    Role inside = new Role(Self.OWN, ownArguments(method, role, call));
    for (MethodSketch part : making.get().parts()) {
      verdict = verdict.and(check(part, inside, depth + 1));
    }
    return verdict;
  }

  /// What the superclass's constructor does is known by its name alone.
  private static Verdict checkSupertypes(MethodSketch method, JavaType type) {
    return NamedPurity.isPlainType(type)
            && method.types().withSupertypes(type.name()).stream()
                .allMatch(above -> NamedPurity.isPlainType(JavaType.qualified(above)))
        ? Verdict.BY_NAME
        : Verdict.IMPURE;
  }

  private Verdict checkChain(MethodSketch method, Role role, Call call, int depth) {
    JavaType type = call.owner();
    if (!type.isNamed()) {
      return Verdict.PURE; // that of Object
    }
    if (method.types().isSubtype(type, "java.lang.Throwable")
        || PureCalls.MAKING.has(
            new Call(
                call.node(),
                Call.Form.CONSTRUCTOR,
                type,
                "new",
                call.receiver(),
                call.arguments(),
                false,
                call.place()),
            method.types())) {
      return Verdict.PURE;
    }
    return checkMaking(method, role, call, type, call.arguments().size(), depth);
  }
}
