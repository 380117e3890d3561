package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Read;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.Optional;
import java.util.Set;

/// `pure`: a method with a result that writes nothing but its own variables, arrays, builders and
/// collections, reads no field that may change, and calls nothing but methods of the JDK that are
/// known to be pure, and itself. Throwing is allowed. Looking into collections that were passed in
/// is, too: they are arguments.
///
/// Misses much: a method that calls any other of its own project is not called pure, since that
/// one's code may stand in another file.
final class PurityRule implements FactRule {
  private static final KnownCalls PURE =
      KnownCalls.of(
          """
          java.lang.String: *
          java.lang.CharSequence: charAt length isEmpty subSequence toString chars codePoints
          java.lang.Comparable: compareTo
          java.lang.Math: abs max min floor ceil round sqrt cbrt pow exp log log10 sin cos tan asin \
          acos atan atan2 sinh cosh tanh signum hypot floorDiv floorMod addExact subtractExact \
          multiplyExact negateExact toIntExact incrementExact decrementExact clamp rint fma \
          toRadians toDegrees ceilDiv ceilMod absExact log1p expm1 copySign ulp multiplyHigh \
          scalb getExponent nextUp nextDown nextAfter
          java.lang.StrictMath: abs max min floor ceil round sqrt cbrt pow exp log log10 sin cos tan \
          asin acos atan atan2 sinh cosh tanh signum hypot
          java.lang.Integer: valueOf parseInt intValue longValue doubleValue toString toHexString \
          toBinaryString toOctalString compare compareTo equals hashCode bitCount signum max min \
          sum numberOfLeadingZeros numberOfTrailingZeros rotateLeft rotateRight reverse \
          highestOneBit lowestOneBit divideUnsigned remainderUnsigned toUnsignedLong \
          parseUnsignedInt compareUnsigned toUnsignedString reverseBytes byteValue shortValue \
          floatValue
          java.lang.Long: valueOf parseLong intValue longValue doubleValue toString toHexString \
          toBinaryString toOctalString compare compareTo equals hashCode bitCount signum max min \
          sum numberOfLeadingZeros numberOfTrailingZeros rotateLeft rotateRight reverse \
          highestOneBit lowestOneBit divideUnsigned remainderUnsigned compareUnsigned \
          toUnsignedString reverseBytes parseUnsignedLong
          java.lang.Short: valueOf parseShort shortValue intValue toString compare compareTo equals \
          hashCode toUnsignedInt
          java.lang.Byte: valueOf parseByte byteValue intValue toString compare compareTo equals \
          hashCode toUnsignedInt
          java.lang.Double: valueOf parseDouble doubleValue intValue longValue toString compare \
          compareTo equals hashCode isNaN isInfinite isFinite doubleToLongBits \
          doubleToRawLongBits longBitsToDouble max min sum
          java.lang.Float: valueOf parseFloat floatValue doubleValue toString compare compareTo \
          equals hashCode isNaN isInfinite isFinite floatToIntBits floatToRawIntBits \
          intBitsToFloat max min sum
          java.lang.Boolean: valueOf parseBoolean booleanValue toString compare compareTo equals \
          hashCode logicalAnd logicalOr logicalXor
          java.lang.Character: *
          java.lang.Number: intValue longValue doubleValue floatValue shortValue byteValue
          java.lang.Enum: name ordinal compareTo
          java.lang.Class: getName getSimpleName isInstance isAssignableFrom isArray isPrimitive \
          isInterface isEnum getComponentType cast
          java.math.BigInteger: *
          java.math.BigDecimal: *
          java.math.MathContext: *
          java.util.Objects: equals hash hashCode requireNonNull requireNonNullElse isNull nonNull \
          checkIndex checkFromToIndex checkFromIndexSize toString
          java.util.Optional: of ofNullable empty isPresent isEmpty get orElse orElseThrow map \
          flatMap filter or stream orElseGet
          java.util.OptionalInt: *
          java.util.OptionalLong: *
          java.util.OptionalDouble: *
          java.util.List: of copyOf get size isEmpty contains indexOf lastIndexOf getFirst getLast \
          subList equals
          java.util.Set: of copyOf contains size isEmpty equals
          java.util.Map: of copyOf entry ofEntries get containsKey containsValue getOrDefault size \
          isEmpty keySet values entrySet equals
          java.util.Map.Entry: getKey getValue
          java.util.Collection: size isEmpty contains containsAll stream iterator toArray
          java.lang.Iterable: iterator
          java.util.stream.Stream: *
          java.util.stream.IntStream: *
          java.util.stream.LongStream: *
          java.util.stream.DoubleStream: *
          java.util.stream.Collectors: *
          java.util.Comparator: comparing comparingInt comparingLong comparingDouble naturalOrder \
          reverseOrder thenComparing reversed nullsFirst nullsLast
          java.util.Base64: *
          java.util.Base64.Encoder: *
          java.util.Base64.Decoder: *
          java.util.HexFormat: *
          java.util.Collections: emptyList emptyMap emptySet singletonList singleton singletonMap \
          unmodifiableList unmodifiableSet unmodifiableMap unmodifiableCollection max min nCopies \
          frequency disjoint
          java.util.Arrays: stream asList copyOf copyOfRange equals hashCode toString deepEquals \
          deepToString deepHashCode compare mismatch
          java.util.regex.Pattern: compile pattern flags quote
          java.nio.charset.Charset: name
          java.time.Duration: *
          java.time.Period: *
          java.time.temporal.ChronoUnit: *
          java.util.concurrent.TimeUnit: toNanos toMicros toMillis toSeconds toMinutes toHours \
          toDays convert
          java.util.UUID: fromString toString getMostSignificantBits getLeastSignificantBits \
          nameUUIDFromBytes equals hashCode compareTo
          """);

  /// Calls that look pure by type and ask the surroundings.
  private static final KnownCalls NOT_PURE =
      KnownCalls.of(
          """
          java.lang.Integer: getInteger
          java.lang.Long: getLong
          java.lang.Boolean: getBoolean
          java.lang.String: getChars intern
          java.util.stream.Stream: generate iterate
          java.util.Base64.Encoder: wrap
          java.util.Base64.Decoder: wrap
          """);

  /// Types a method may make for itself and change.
  private static final Set<String> OWN =
      Set.of(
          "java.lang.StringBuilder",
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.ArrayDeque",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.TreeSet",
          "java.util.BitSet",
          "java.util.StringJoiner",
          "java.lang.String",
          "java.math.BigInteger",
          "java.math.BigDecimal",
          "java.math.MathContext",
          "java.util.UUID");

  /// What a final field of these types holds changes all the time.
  private static final String ATOMIC = "java.util.concurrent.atomic.";

  @Override
  public void find(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    boolean candidate =
        head.sort() == MethodHead.Sort.METHOD
            && head.body().isPresent()
            && !method.returnType().is("void")
            && method.synchronizeds().isEmpty()
            && !head.modifiers().contains("synchronized");
    if (candidate
        && method.writes().stream().allMatch(write -> isOwn(method, write))
        && method.reads().stream().allMatch(PurityRule::isFixed)
        && method.calls().stream().allMatch(call -> isPure(method, call))) {
      facts.addAt(FactKind.PURE, "", head.nameLine());
    }
  }

  private static boolean isOwn(MethodSketch method, Write write) {
    return switch (write.target()) {
      case Write.Target.OfVariable _ -> true;
      case Write.Target.OfElement element ->
          Roots.variable(method, element.array())
              .filter(array -> isOwnArray(method, array))
              .isPresent();
      case Write.Target.OfField _, Write.Target.Other _ -> false;
    };
  }

  private static boolean isOwnArray(MethodSketch method, Variable array) {
    return array.sort() == Variable.Sort.LOCAL
        && array.initial().filter(initial -> isNewArray(method, initial)).isPresent()
        && isNeverReplaced(method, array);
  }

  private static boolean isNewArray(MethodSketch method, Expression initial) {
    return switch (MethodSketch.bare(initial)) {
      case ArrayCreationExpr _, ArrayInitializerExpr _ -> true;
      case MethodCallExpr call ->
          call.getNameAsString().equals("toCharArray")
              || call.getNameAsString().equals("copyOf")
              || call.getNameAsString().equals("copyOfRange")
              || (call.getNameAsString().equals("clone")
                  && call.getScope().filter(s -> method.typeOf(s).dimensions() == 1).isPresent());
      default -> false;
    };
  }

  private static boolean isNeverReplaced(MethodSketch method, Variable variable) {
    return method.writes().stream()
        .noneMatch(write ->
            write.target() instanceof Write.Target.OfVariable target
                && target.variable() == variable);
  }

  /// A field that cannot change, nor what is in it in plain sight. Of a field whose declaration is
  /// elsewhere only capitals tell.
  private static boolean isFixed(Read read) {
    JavaType type = read.field().type();
    return read.field().isFinal() && !type.name().startsWith(ATOMIC);
  }

  private static boolean isPure(MethodSketch method, Call call) {
    return switch (call.form()) {
      case CONSTRUCTOR -> isPureCreation(method, call);
      case CONSTRUCTOR_CHAIN -> false;
      case METHOD, REFERENCE ->
          RecursionRule.isRecursion(call, method)
              || (PURE.has(call, method.types())
                  && !NOT_PURE.has(call, method.types())
                  && !asksOwnCollection(method, call))
              || isOnOwn(method, call)
              || (call.name().equals("clone") && isArray(method, call));
    };
  }

  /// A field that is final may hold a collection that changes.
  private static boolean asksOwnCollection(MethodSketch method, Call call) {
    boolean collection =
        method.types().isSubtype(call.owner(), "java.util.Collection")
            || method.types().isSubtype(call.owner(), "java.util.Map");
    return collection
        && call.receiver()
            .filter(receiver ->
                receiver.isSuperExpr()
                    || receiver.isThisExpr()
                    || method.field(receiver).isPresent())
            .isPresent();
  }

  private static boolean isArray(MethodSketch method, Call call) {
    return call.receiver().filter(receiver -> method.typeOf(receiver).dimensions() > 0).isPresent();
  }

  private static boolean isPureCreation(MethodSketch method, Call call) {
    JavaType type = call.owner();
    if (call.node() instanceof ObjectCreationExpr creation
        && creation.getAnonymousClassBody().isPresent()) {
      return false;
    }
    boolean exception =
        method.types().isSubtype(type, "java.lang.Throwable") && type.name().startsWith("java.");
    return exception || (type.known() && OWN.contains(type.name()));
  }

  /// A call on a builder or collection that was made here and has not been given away before.
  private static boolean isOnOwn(MethodSketch method, Call call) {
    Optional<Expression> receiver = call.receiver().map(MethodSketch::bare);
    while (receiver.isPresent() && receiver.get() instanceof MethodCallExpr inner) {
      if (!method.typeOf(inner).is("java.lang.StringBuilder")
          && !method.typeOf(inner).is("java.util.StringJoiner")) {
        return false;
      }
      receiver = inner.getScope().map(MethodSketch::bare);
    }
    if (receiver.isEmpty()) {
      return false;
    }
    Optional<Expression> made =
        receiver.get() instanceof ObjectCreationExpr
            ? receiver
            : method
                .variable(receiver.get())
                .filter(variable ->
                    variable.sort() == Variable.Sort.LOCAL && isNeverReplaced(method, variable))
                .flatMap(Variable::initial)
                .map(MethodSketch::bare);
    return made.filter(expression ->
            expression instanceof ObjectCreationExpr
                && OWN.contains(method.typeOf(expression).name()))
        .isPresent();
  }
}
