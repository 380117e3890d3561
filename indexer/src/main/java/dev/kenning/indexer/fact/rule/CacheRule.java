package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.FieldReference;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.NameText;
import dev.kenning.indexer.fact.sketch.Returned;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `caches`: a field that is filled where it is found empty, and given back; `computeIfAbsent` on a
/// map in a field; `get` and then `put` on the same map in a field; calls on the caches of known
/// libraries; annotations; by name, a field that is called a cache where what it holds is given
/// back, or where it is both looked up and filled.
///
/// A map of collections or counters that is filled by `computeIfAbsent` groups rather than caches,
/// whatever it is called, and a collection that is made when something is first put into it gives
/// nothing back: neither counts, nor does a map that is only asked. A field that another method of
/// the file fills counts; caches behind methods of other files are missed.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class CacheRule implements FactRule {
  private static final Set<String> MARKS =
      Set.of("Cacheable", "CachePut", "CacheResult", "Memoized", "Memoize");

  private static final KnownCalls LIBRARIES =
      KnownCalls.of(
          """
          com.google.common.cache.Cache: get getIfPresent put getAll getAllPresent
          com.google.common.cache.LoadingCache: get getUnchecked getAll
          com.github.benmanes.caffeine.cache.Cache: get getIfPresent put getAll getAllPresent
          com.github.benmanes.caffeine.cache.LoadingCache: get getAll
          javax.cache.Cache: get put getAndPut putIfAbsent
          org.springframework.cache.Cache: get put putIfAbsent
          """);

  private static final Set<String> LOOKUPS =
      Set.of("get", "put", "getIfPresent", "putIfAbsent", "computeIfAbsent", "getOrDefault");

  /// What puts something into a collection, or takes it away.
  private static final Set<String> PUTS =
      Set.of("add", "addAll", "put", "putIfAbsent", "offer", "push", "remove", "removeAll", "set");

  private static final Pattern CONTAINER_FACTORIES =
      Pattern.compile("create|synchronized\\w+|new(?:\\p{Upper}\\w*)?");
  private static final Pattern CONTAINERS =
      Pattern.compile("\\w*(?:Map|List|Set|Queue|Deque|Collection|Table|bag|Bag)s?");

  private static final Set<String> HOLDERS =
      Set.of("java.lang.ThreadLocal", "java.util.concurrent.atomic.AtomicReference");
  private static final Set<String> FILLS = Set.of("set", "compareAndSet", "lazySet", "setRelease");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    method
        .annotation(MARKS::contains)
        .ifPresent(mark -> facts.addAt(FactKind.CACHES, "", MethodSketch.line(mark)));
    for (Call call : method.calls()) {
      Optional<FieldReference> field = call.receiver().flatMap(method::field);
      if (LIBRARIES.has(call, method.types())
          || isComputedInGroup(method, call)
          || isFilledByHelper(method, call)) {
        facts.add(FactKind.CACHES, call.place());
      } else if (field.isPresent() && call.isMethod()) {
        if (isComputed(call) || isGetThenPut(method, call, field.get())) {
          facts.add(FactKind.CACHES, call.place());
        } else if (isHeld(method, call, field.get())) {
          facts.add(FactKind.CACHES, call.place());
        } else if (isNamedCache(method, call, field.get())) {
          facts.add(FactKind.CACHES, "", Resolution.BY_NAME, call.place());
        }
      }
    }
    for (Write write : method.writes()) {
      if (isLazy(method, write)) {
        facts.add(FactKind.CACHES, write.place());
      }
    }
  }

  /// `found = local.get(); if (found == null) { …; local.set(found); } return found;` on a
  /// `ThreadLocal` or an atomic reference in a field.
  private static boolean isHeld(MethodSketch method, Call set, FieldReference holder) {
    return HOLDERS.contains(set.owner().name())
        && FILLS.contains(set.name())
        && method.returns().stream()
            .map(Returned::value)
            .flatMap(Optional::stream)
            .flatMap(value -> method.variable(value).stream())
            .flatMap(variable -> variable.initial().stream())
            .anyMatch(initial -> isGotFrom(method, initial, holder, 1));
  }

  /// `holder.get()`, or what a reference that was got from it holds.
  private static boolean isGotFrom(
      MethodSketch method, Expression value, FieldReference holder, int references) {
    return Flow.find(
        value,
        node ->
            node instanceof MethodCallExpr get
                && get.getNameAsString().equals("get")
                && get.getArguments().isEmpty()
                && get.getScope()
                    .filter(scope ->
                        method.field(scope).filter(holder::sameAs).isPresent()
                            || (references > 0
                                && method
                                    .variable(scope)
                                    .flatMap(Variable::initial)
                                    .filter(initial ->
                                        isGotFrom(method, initial, holder, references - 1))
                                    .isPresent()))
                    .isPresent());
  }

  /// What is looked up or put has to be given back, or both to be done here: a cache that is only
  /// kept up to date, or only asked on the way, belongs to somebody else.
  private static boolean isNamedCache(MethodSketch method, Call call, FieldReference field) {
    boolean named =
        LOOKUPS.contains(call.name())
            && field.name().toLowerCase(Locale.ROOT).contains("cache")
            && !call.arguments().isEmpty();
    return named
        && (fillsItself(call)
            || (isGivenBack(method, call) && !onlyAsksMap(method, call))
            || method.calls().stream()
                .anyMatch(other ->
                    LOOKUPS.contains(other.name())
                        && other.name().startsWith("put") != call.name().startsWith("put")
                        && other
                            .receiver()
                            .flatMap(method::field)
                            .filter(field::sameAs)
                            .isPresent()));
  }

  /// A map finds what somebody put there, unless what is not found is made here; a cache of a type
  /// of its own may fill itself.
  private static boolean onlyAsksMap(MethodSketch method, Call call) {
    return call.name().startsWith("get")
        && method.types().isSubtype(call.owner(), "java.util.Map")
        && method.returns().stream()
            .flatMap(returned -> returned.value().stream())
            .noneMatch(value ->
                Flow.find(
                    value,
                    node ->
                        node instanceof MethodCallExpr made
                            && made != call.node()
                            && !made.getNameAsString().startsWith("get")));
  }

  /// `return cache.get(key)`, `cache.put(key, made); return made;`
  private static boolean isGivenBack(MethodSketch method, Call call) {
    return method.returns().stream()
        .map(Returned::value)
        .flatMap(Optional::stream)
        .anyMatch(value ->
            Flow.find(
                value,
                node ->
                    node == call.node()
                        || (node instanceof NameExpr name
                            && method
                                .variable(name)
                                .filter(variable ->
                                    comesFrom(method, variable, call, 1)
                                        || puts(method, call, variable))
                                .isPresent())));
  }

  private static boolean puts(MethodSketch method, Call call, Variable variable) {
    return call.name().startsWith("put")
        && call.arguments().stream()
            .skip(1)
            .anyMatch(
                argument -> method.variable(argument).filter(put -> put == variable).isPresent());
  }

  /// `cache.get(key, this::load)`, `cache.computeIfAbsent(key, loader)`.
  private static boolean fillsItself(Call call) {
    boolean fills =
        call.name().equals("computeIfAbsent")
            && !(call.arguments().size() == 2 && makesContainer(call.arguments().get(1)));
    return fills
        || (call.name().equals("get")
            && call.arguments().size() >= 2
            && call.arguments().stream()
                .anyMatch(argument -> argument.isLambdaExpr() || argument.isMethodReferenceExpr()));
  }

  private static boolean isComputed(Call call) {
    if (!call.name().equals("computeIfAbsent") || call.arguments().size() != 2) {
      return false;
    }
    boolean chained =
        call.node().getParentNode().orElse(null) instanceof MethodCallExpr next
            && next.getScope().filter(scope -> scope == call.node()).isPresent();
    return !(chained || makesContainer(call.arguments().get(1)));
  }

  /// `caches.computeIfAbsent(type, _ -> new HashMap<>()).computeIfAbsent(name, this::load)`.
  private static boolean isComputedInGroup(MethodSketch method, Call call) {
    if (!call.isMethod() || !isComputed(call)) {
      return false;
    }
    Expression at = call.receiver().map(MethodSketch::bare).orElse(null);
    boolean grouped = false;
    while (at instanceof MethodCallExpr group
        && group.getNameAsString().equals("computeIfAbsent")
        && group.getScope().isPresent()) {
      at = MethodSketch.bare(group.getScope().get());
      grouped = true;
    }
    return grouped && at != null && method.field(at).isPresent();
  }

  /// `if (!computed) { compute(); } return result;` where `compute` of this file sets `result`.
  private static boolean isFilledByHelper(MethodSketch method, Call call) {
    if (!call.isMethod() || !call.onSelf() || method.returns().isEmpty()) {
      return false;
    }
    return guards(call.place().frame())
        .anyMatch(guard ->
            method.file().called(call).stream()
                .flatMap(helper -> helper.writes().stream())
                .filter(write ->
                    write.target() instanceof Write.Target.OfField target
                        && target.field().object().isEmpty()
                        && !write.compound()
                        && write.value().filter(value -> !value.isNullLiteralExpr()).isPresent())
                .map(write -> ((Write.Target.OfField) write.target()).field().name())
                .anyMatch(name ->
                    (asksForEmpty(method, guard, name) || isUnsetFlag(method, guard))
                        && method.returns().stream()
                            .flatMap(returned -> returned.value().stream())
                            .anyMatch(value -> isField(method, value, name))));
  }

  private static Stream<Expression> guards(@Nullable Frame innermost) {
    return Stream.iterate(innermost, Objects::nonNull, Frame::around)
        .map(Frame::node)
        .filter(IfStmt.class::isInstance)
        .map(node -> ((IfStmt) node).getCondition());
  }

  /// `!computed`
  private static boolean isUnsetFlag(MethodSketch method, Expression condition) {
    return MethodSketch.bare(condition) instanceof UnaryExpr not
        && not.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT
        && method.field(not.getExpression()).isPresent();
  }

  /// `_ -> new ArrayList<>()`, `AtomicLong::new`.
  private static boolean makesContainer(Expression function) {
    return switch (function) {
      case MethodReferenceExpr reference -> reference.getIdentifier().equals("new");
      case LambdaExpr lambda ->
          lambda.getBody() instanceof ExpressionStmt body
              && (body.getExpression() instanceof ObjectCreationExpr creation
                  ? creation.getArguments().stream().noneMatch(Expression::isNameExpr)
                  : isContainerFactory(body.getExpression()));
      default -> false;
    };
  }

  /// `Multimaps.synchronizedSetMultimap(HashMultimap.create())`, `ConcurrentHashMap.newKeySet()`.
  private static boolean isContainerFactory(Expression made) {
    return made instanceof MethodCallExpr call
        && CONTAINER_FACTORIES.matcher(call.getNameAsString()).matches()
        && call.getScope()
            .filter(scope -> CONTAINERS.matcher(LockRule.lastName(Optional.of(scope))).matches())
            .isPresent()
        && call.getArguments().stream()
            .allMatch(argument ->
                isContainerFactory(argument)
                    || argument.isLiteralExpr()
                    || argument.isObjectCreationExpr());
  }

  /// `get` … `put` on the same map of this object, and what was got is given back.
  private static boolean isGetThenPut(MethodSketch method, Call get, FieldReference map) {
    if (!get.name().equals("get") || get.arguments().size() != 1) {
      return false;
    }
    Expression key = get.arguments().getFirst();
    boolean given =
        method.returns().stream()
            .map(Returned::value)
            .flatMap(Optional::stream)
            .flatMap(value -> method.variable(value).stream())
            .anyMatch(variable -> comesFrom(method, variable, get, 2));
    return given
        && method.calls().stream()
            .anyMatch(put ->
                isOnlyWhenMissing(method, put)
                    && (put.name().equals("put") || put.name().equals("putIfAbsent"))
                    && put.arguments().size() == 2
                    && NameText.same(put.arguments().getFirst(), key)
                    && put.receiver().flatMap(method::field).filter(map::sameAs).isPresent()
                    && !updates(put, map));
  }

  /// `map.get(key)`, or what a reference that was got from it holds.
  private static boolean comesFrom(MethodSketch method, Variable variable, Call get, int steps) {
    return Stream.concat(
            variable.initial().stream(),
            method.writes().stream()
                .filter(write ->
                    write.target() instanceof Write.Target.OfVariable target
                        && target.variable() == variable
                        && !write.compound())
                .flatMap(write -> write.value().stream()))
        .anyMatch(value ->
            Flow.find(
                value,
                node ->
                    node == get.node()
                        || (steps > 1
                            && node instanceof MethodCallExpr held
                            && held.getNameAsString().equals("get")
                            && held.getArguments().isEmpty()
                            && held.getScope()
                                .flatMap(method::variable)
                                .filter(reference -> comesFrom(method, reference, get, steps - 1))
                                .isPresent())));
  }

  /// Under an `if`, or after a return: what is put on every call replaces.
  private static boolean isOnlyWhenMissing(MethodSketch method, Call put) {
    for (Frame at = put.place().frame(); at != null; at = at.around()) {
      if (at.kind() == Frame.Kind.BRANCH) {
        return true;
      }
    }
    return method.returns().stream()
        .anyMatch(returned -> returned.place().line() < put.place().line());
  }

  /// `counts.put(k, counts.get(k) + 1)` counts rather than caches.
  private static boolean updates(Call put, FieldReference map) {
    return put.arguments().get(1) instanceof BinaryExpr
        || Flow.find(
            put.arguments().get(1),
            node ->
                node instanceof MethodCallExpr call
                    && call.getNameAsString().equals("get")
                    && call.getScope()
                        .filter(scope -> NameText.of(scope).endsWith(map.name()))
                        .isPresent());
  }

  /// `if (field == null) { field = …; }` and the field is given back.
  private static boolean isLazy(MethodSketch method, Write write) {
    if (!(write.target() instanceof Write.Target.OfField target)
        || write.compound()
        || target.field().object().isPresent()
        || write.value().filter(value -> !value.isNullLiteralExpr()).isEmpty()) {
      return false;
    }
    String name = target.field().name();
    boolean guarded = isGivenBackBefore(method, write, name);
    for (Frame at = write.place().frame(); at != null; at = at.around()) {
      guarded |=
          at.node() instanceof IfStmt choice && asksForEmpty(method, choice.getCondition(), name);
    }
    return guarded
        && !isEmptiedAgain(method, name)
        && method.returns().stream()
            .map(Returned::value)
            .flatMap(Optional::stream)
            .anyMatch(value -> givesBack(method, value, write, name));
  }

  /// `found = next; next = null; return found;` hands over what was fetched ahead.
  private static boolean isEmptiedAgain(MethodSketch method, String name) {
    return method.writes().stream()
        .anyMatch(write ->
            write.target() instanceof Write.Target.OfField target
                && target.field().name().equals(name)
                && write.value().filter(Expression::isNullLiteralExpr).isPresent());
  }

  /// `if (field != null && …) { return field; }` before it is filled.
  private static boolean isGivenBackBefore(MethodSketch method, Write write, String name) {
    return write.value().isPresent()
        && method.returns().stream()
            .filter(returned -> returned.place().line() < write.place().line())
            .filter(returned ->
                returned.value().filter(value -> isField(method, value, name)).isPresent())
            .anyMatch(returned -> isUnderFilled(method, returned.place().frame(), name));
  }

  private static boolean isUnderFilled(
      MethodSketch method, @Nullable Frame innermost, String name) {
    for (Frame at = innermost; at != null; at = at.around()) {
      boolean filled =
          at.node() instanceof IfStmt choice
              && Flow.find(
                  choice.getCondition(),
                  node ->
                      node instanceof BinaryExpr binary
                          && binary.getOperator() == BinaryExpr.Operator.NOT_EQUALS
                          && binary.getRight().isNullLiteralExpr()
                          && isField(method, binary.getLeft(), name));
      if (filled) {
        return true;
      }
    }
    return false;
  }

  private static boolean asksForEmpty(MethodSketch method, Expression condition, String field) {
    return Flow.find(
        condition,
        node ->
            node instanceof BinaryExpr binary
                && binary.getOperator() == BinaryExpr.Operator.EQUALS
                && (binary.getRight().isNullLiteralExpr() || isZero(binary.getRight()))
                && (isField(method, binary.getLeft(), field)
                    || method
                        .variable(binary.getLeft())
                        .flatMap(variable -> variable.initial())
                        .filter(initial -> isField(method, initial, field))
                        .isPresent()));
  }

  private static boolean isZero(Expression expression) {
    return expression.isIntegerLiteralExpr() && NameText.of(expression).equals("0");
  }

  private static boolean isField(MethodSketch method, Expression expression, String name) {
    return method.field(expression).filter(field -> field.name().equals(name)).isPresent();
  }

  private static boolean givesBack(
      MethodSketch method, Expression value, Write write, String field) {
    Expression bare = MethodSketch.bare(value);
    boolean same =
        bare == write.node() || isField(method, bare, field) || isWrapped(method, bare, field);
    return same
        || method
            .variable(bare)
            .filter(variable ->
                variable.initial().filter(initial -> isField(method, initial, field)).isPresent()
                    || write
                        .value()
                        .filter(given -> isVariable(method, given, variable.name()))
                        .isPresent())
            .isPresent();
  }

  /// `unmodifiableSet(names)`, `promise.future()`, `frames[index]`.
  private static boolean isWrapped(MethodSketch method, Expression value, String field) {
    if (value instanceof ArrayAccessExpr access) {
      return isField(method, access.getName(), field);
    }
    return value instanceof MethodCallExpr call
        && !PUTS.contains(call.getNameAsString())
        && (call.getScope().filter(scope -> isField(method, scope, field)).isPresent()
            || (call.getArguments().size() == 1 && isField(method, call.getArgument(0), field)));
  }

  /// `found`, `new SoftReference<>(found)`, `found = load()`; not `load(found)`.
  private static boolean isVariable(MethodSketch method, Expression given, String name) {
    return switch (MethodSketch.bare(given)) {
      case NameExpr found ->
          found.getNameAsString().equals(name) && method.variable(found).isPresent();
      case AssignExpr assign -> isVariable(method, assign.getTarget(), name);
      case ObjectCreationExpr creation ->
          creation.getArguments().stream().anyMatch(held -> isVariable(method, held, name));
      default -> false;
    };
  }
}
