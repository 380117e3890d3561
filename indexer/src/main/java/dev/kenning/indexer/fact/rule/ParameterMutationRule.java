package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.FieldReference;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `mutates`: an element or field of a parameter gets a value; a method that changes a collection,
/// a map, a builder or a buffer is called on a parameter; a parameter is handed to a JDK method
/// that fills or sorts it, or to a method of the same file that itself changes it. By name, a call
/// `set…`, `add…`, `put…`, `append…`, `remove…`, `clear` on a parameter of another type whose
/// result nobody takes, and a `sort` or `fill` of any class.
///
/// A parameter that is given another object in the method does not count: what is changed may be
/// the other. Misses changes through another variable and by methods of other files. Streams,
/// writers and iterators are used up rather than changed, and do not count; what `remove` takes
/// away by an iterator is missing in the parameter it goes over.
final class ParameterMutationRule implements FactRule {
  private static final KnownCalls CHANGES =
      KnownCalls.of(
          """
          java.util.Collection: add addAll remove removeAll removeIf retainAll clear
          java.util.List: set sort replaceAll addFirst addLast removeFirst removeLast
          java.util.Queue: offer poll
          java.util.Deque: push pop addFirst addLast offerFirst offerLast pollFirst pollLast \
          removeFirst removeLast removeFirstOccurrence removeLastOccurrence
          java.util.concurrent.BlockingQueue: put take drainTo
          java.util.Vector: addElement removeElement removeAllElements setElementAt insertElementAt
          java.util.Map: put putAll putIfAbsent remove clear compute computeIfAbsent \
          computeIfPresent merge replace replaceAll
          java.util.Properties: setProperty load
          java.util.BitSet: set clear flip and or xor andNot
          java.lang.StringBuilder: append insert delete deleteCharAt reverse setCharAt setLength \
          replace appendCodePoint
          java.lang.StringBuffer: append insert delete deleteCharAt reverse setCharAt setLength \
          replace appendCodePoint
          java.nio.ByteBuffer: put putInt putLong putShort putChar putFloat putDouble flip clear \
          rewind compact
          java.nio.CharBuffer: put append flip clear rewind compact
          java.util.concurrent.atomic.AtomicInteger: set incrementAndGet getAndIncrement addAndGet \
          getAndAdd decrementAndGet getAndDecrement getAndSet
          java.util.concurrent.atomic.AtomicLong: set incrementAndGet getAndIncrement addAndGet \
          getAndAdd decrementAndGet getAndDecrement getAndSet
          java.util.concurrent.atomic.AtomicReference: set getAndSet updateAndGet getAndUpdate
          java.util.concurrent.atomic.AtomicBoolean: set getAndSet
          java.util.Calendar: set add roll setTime setTimeInMillis setTimeZone clear
          java.util.Date: setTime setHours setMinutes setSeconds setYear setMonth setDate
          """);

  /// JDK methods that change what they are given, by the index of the argument.
  private static final KnownCalls CHANGES_FIRST =
      KnownCalls.of(
          """
          java.util.Collections: sort reverse shuffle swap fill addAll rotate replaceAll
          java.util.Arrays: fill sort setAll parallelSort
          """);

  private static final KnownCalls COPIES = KnownCalls.of("java.lang.System: arraycopy");
  private static final KnownCalls DRAINS =
      KnownCalls.of("java.util.concurrent.BlockingQueue: drainTo");

  private static final KnownCalls THROUGH_ITERATOR =
      KnownCalls.of(
          """
          java.util.Iterator: remove
          java.util.ListIterator: add set
          """);
  private static final Set<String> VIEWS = Set.of("entrySet", "keySet", "values");

  /// Methods of any class that change the array or list they are given first.
  private static final Pattern FIRST_BY_NAME =
      Pattern.compile("(?:sort|quickSort|mergeSort|heapSort|shuffle|reverse|fill|swap)");

  private static final int ARRAYCOPY_TARGET = 2;

  @Override
  public void find(MethodSketch method, FactSink facts) {
    if (method.parameters().isEmpty()) {
      return;
    }
    Set<Variable> replaced = new HashSet<>();
    for (Write write : method.writes()) {
      if (write.target() instanceof Write.Target.OfVariable target) {
        replaced.add(target.variable());
      }
    }
    for (Write write : method.writes()) {
      written(method, write)
          .filter(variable -> variable.isParameter() && !replaced.contains(variable))
          .ifPresent(variable -> facts.add(FactKind.MUTATES, variable.name(), write.place()));
    }
    for (Call call : method.calls()) {
      handedOn(method, call).stream()
          .filter(variable -> variable.isParameter() && !replaced.contains(variable))
          .forEach(variable -> facts.add(FactKind.MUTATES, variable.name(), call.place()));
      changedBy(method, call)
          .flatMap(method::variable)
          .filter(variable -> variable.isParameter() && !replaced.contains(variable))
          .ifPresent(variable ->
              facts.add(
                  FactKind.MUTATES,
                  variable.name(),
                  call.resolved() && call.owner().name().startsWith("java.")
                      ? Resolution.RESOLVED
                      : Resolution.BY_NAME,
                  call.place()));
    }
  }

  private static Optional<Variable> owner(MethodSketch method, FieldReference field) {
    return field.object().flatMap(object -> Roots.variable(method, object));
  }

  /// The expression whose object a call changes.
  private static Optional<Expression> changedBy(MethodSketch method, Call call) {
    if (!call.isMethod()) {
      return Optional.empty();
    }
    if (CHANGES.has(call, method.types())) {
      return chainRoot(method, call);
    }
    if (THROUGH_ITERATOR.has(call, method.types())) {
      return iterated(method, call);
    }
    if (CHANGES_FIRST.has(call, method.types())) {
      return call.argument(0);
    }
    if (COPIES.has(call, method.types())) {
      return call.argument(ARRAYCOPY_TARGET);
    }
    if (DRAINS.has(call, method.types())) {
      return call.argument(0);
    }
    boolean ofJdk = call.resolved() && call.owner().name().startsWith("java");
    boolean forItsEffect = call.node().getParentNode().orElse(null) instanceof ExpressionStmt;
    if (ofJdk || !forItsEffect) {
      return Optional.empty();
    }
    boolean sorts = FIRST_BY_NAME.matcher(call.name()).matches() && !call.arguments().isEmpty();
    return sorts && isArrayOrList(method, call.arguments().getFirst())
        ? call.argument(0)
        : saysChange(call.name()) ? stepRoot(call) : Optional.empty();
  }

  /// Parameters that are given to a method of the same file which changes what it is given there:
  /// all that the call may mean have to.
  private static List<Variable> handedOn(MethodSketch method, Call call) {
    List<Variable> changed = new ArrayList<>();
    if (!call.isMethod()
        || call.arguments().stream().noneMatch(a -> method.variable(a).isPresent())) {
      return changed;
    }
    List<MethodSketch> called = method.file().called(call);
    if (called.isEmpty()) {
      return changed;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      int index = i;
      if (called.stream().allMatch(one -> changesHere(one, index))) {
        method.variable(call.arguments().get(i)).ifPresent(changed::add);
      }
    }
    return changed;
  }

  /// Whether a method changes its parameter at an index by a write or a call of its own.
  private static boolean changesHere(MethodSketch method, int index) {
    if (index >= method.parameters().size()) {
      return false;
    }
    Variable parameter = method.parameters().get(index);
    boolean replaced =
        method.writes().stream()
            .anyMatch(write ->
                write.target() instanceof Write.Target.OfVariable target
                    && target.variable().equals(parameter));
    return !replaced
        && (method.writes().stream()
                .map(write -> written(method, write))
                .anyMatch(root -> root.filter(parameter::equals).isPresent())
            || method.calls().stream()
                .map(call -> changedBy(method, call).flatMap(method::variable))
                .anyMatch(root -> root.filter(parameter::equals).isPresent()));
  }

  /// The variable whose object a write changes.
  private static Optional<Variable> written(MethodSketch method, Write write) {
    return switch (write.target()) {
      case Write.Target.OfElement element -> Roots.variable(method, element.array());
      case Write.Target.OfField field -> owner(method, field.field());
      case Write.Target.OfVariable _, Write.Target.Other _ -> Optional.empty();
    };
  }

  /// `names` of `it.remove()` after `Iterator<String> it = names.iterator()`.
  private static Optional<Expression> iterated(MethodSketch method, Call call) {
    return call.receiver()
        .flatMap(method::variable)
        .flatMap(Variable::initial)
        .map(MethodSketch::bare)
        .filter(initial ->
            initial instanceof MethodCallExpr iterator
                && (iterator.getNameAsString().equals("iterator")
                    || iterator.getNameAsString().equals("listIterator")))
        .flatMap(initial -> ((MethodCallExpr) initial).getScope())
        .map(ParameterMutationRule::viewed);
  }

  /// `counts` of `counts.entrySet()`: what is taken from the view is taken from the map.
  private static Expression viewed(Expression scope) {
    return MethodSketch.bare(scope) instanceof MethodCallExpr view
            && VIEWS.contains(view.getNameAsString())
            && view.getScope().isPresent()
        ? view.getScope().get()
        : scope;
  }

  /// `text` of `text.append(a).append(b)`.
  private static Optional<Expression> chainRoot(MethodSketch method, Call call) {
    Optional<Expression> at = call.receiver().map(MethodSketch::bare);
    while (at.isPresent()
        && at.get() instanceof MethodCallExpr inner
        && (method.typeOf(inner).is("java.lang.StringBuilder")
            || method.typeOf(inner).is("java.lang.StringBuffer"))) {
      at = inner.getScope().map(MethodSketch::bare);
    }
    return at;
  }

  /// `text` of `text.appendText(a).appendText(b);`, each step of which says that it changes.
  private static Optional<Expression> stepRoot(Call call) {
    Optional<Expression> at = call.receiver().map(MethodSketch::bare);
    while (at.isPresent()
        && at.get() instanceof MethodCallExpr inner
        && saysChange(inner.getNameAsString())) {
      at = inner.getScope().map(MethodSketch::bare);
    }
    return at;
  }

  private static boolean isArrayOrList(MethodSketch method, Expression argument) {
    return method.typeOf(argument).dimensions() > 0
        || method.types().isSubtype(method.typeOf(argument), "java.util.List");
  }

  private static boolean saysChange(String name) {
    return startsWord(name, "set")
        || startsWord(name, "add")
        || startsWord(name, "put")
        || startsWord(name, "remove")
        || startsWord(name, "append")
        || startsWord(name, "insert")
        || name.equals("clear");
  }

  private static boolean startsWord(String name, String word) {
    return name.startsWith(word)
        && (name.length() == word.length() || Character.isUpperCase(name.charAt(word.length())));
  }
}
