package dev.kenning.indexer.fact.rule;

/// What of the JDK is pure, what only seems so, and what of it a method may make for itself.
final class PureCalls {
  /// Methods that give a result and do no more. Those of collections look into the collection;
  /// functions are taken to be pure, as those who pass them to a stream are told to make them.
  static final KnownCalls PURE =
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
          java.lang.Class: getName getSimpleName getTypeName getCanonicalName getPackageName \
          isInstance isAssignableFrom isArray isPrimitive isInterface isEnum isRecord isAnnotation \
          isAnonymousClass isMemberClass isLocalClass isSynthetic isSealed getComponentType cast \
          getModifiers getSuperclass getGenericSuperclass getInterfaces getGenericInterfaces \
          getEnclosingClass getDeclaringClass getEnumConstants isAnnotationPresent getAnnotation \
          getAnnotations getDeclaredAnnotation getDeclaredAnnotations getAnnotationsByType \
          getMethod getMethods getDeclaredMethod getDeclaredMethods getField getFields \
          getDeclaredField getDeclaredFields getConstructor getConstructors getDeclaredConstructor \
          getDeclaredConstructors getTypeParameters getClassLoader getPackage desiredAssertionStatus \
          equals hashCode toString
          java.lang.Object: getClass
          java.lang.Package: getName equals hashCode
          java.lang.Throwable: getMessage getCause getStackTrace getSuppressed getLocalizedMessage
          java.lang.StackTraceElement: *
          java.lang.StringBuilder: charAt length substring indexOf lastIndexOf toString
          java.lang.reflect.Modifier: *
          java.lang.reflect.Type: getTypeName
          java.lang.reflect.ParameterizedType: getRawType getActualTypeArguments getOwnerType
          java.lang.reflect.WildcardType: getUpperBounds getLowerBounds
          java.lang.reflect.GenericArrayType: getGenericComponentType
          java.lang.reflect.TypeVariable: getBounds getName getGenericDeclaration
          java.lang.reflect.Member: getName getModifiers getDeclaringClass isSynthetic
          java.lang.reflect.Executable: getParameterTypes getParameterCount getParameters \
          getGenericParameterTypes getExceptionTypes isVarArgs getParameterAnnotations
          java.lang.reflect.Method: getReturnType getGenericReturnType isDefault isBridge \
          getDefaultValue equals hashCode
          java.lang.reflect.Field: getType getGenericType isEnumConstant equals hashCode
          java.lang.reflect.AnnotatedElement: isAnnotationPresent getAnnotation getAnnotations \
          getDeclaredAnnotations
          java.lang.reflect.Array: getLength get newInstance
          java.math.BigInteger: *
          java.math.BigDecimal: *
          java.math.MathContext: *
          java.util.Objects: equals hash hashCode requireNonNull requireNonNullElse requireNonNullElseGet isNull nonNull \
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
          java.util.Enumeration: hasMoreElements
          java.util.SortedMap: firstKey lastKey headMap tailMap subMap
          java.util.NavigableMap: floorKey ceilingKey lowerKey higherKey floorEntry ceilingEntry \
          lowerEntry higherEntry firstEntry lastEntry descendingMap
          java.util.SortedSet: first last headSet tailSet subSet
          java.util.NavigableSet: floor ceiling lower higher descendingSet
          java.util.Deque: peek peekFirst peekLast getFirst getLast
          java.util.Queue: peek
          java.util.BitSet: get cardinality nextSetBit nextClearBit previousSetBit length size \
          isEmpty intersects
          java.util.AbstractMap.SimpleImmutableEntry: getKey getValue
          java.lang.Iterable: iterator spliterator forEach
          java.util.stream.StreamSupport: stream
          java.util.stream.BaseStream: iterator parallel sequential unordered onClose
          java.util.function.Function: identity andThen compose apply
          java.util.function.Predicate: and or negate not isEqual test
          java.util.function.BiFunction: andThen apply
          java.util.function.BiPredicate: and or negate test
          java.util.function.IntFunction: apply
          java.util.function.ToIntFunction: applyAsInt
          java.util.function.ToLongFunction: applyAsLong
          java.util.function.ToDoubleFunction: applyAsDouble
          java.util.function.IntUnaryOperator: applyAsInt
          java.util.function.LongUnaryOperator: applyAsLong
          java.util.function.DoubleUnaryOperator: applyAsDouble
          java.util.function.IntBinaryOperator: applyAsInt
          java.util.function.LongBinaryOperator: applyAsLong
          java.util.function.DoubleBinaryOperator: applyAsDouble
          java.util.function.IntPredicate: test
          java.util.function.LongPredicate: test
          java.util.function.DoublePredicate: test
          java.util.function.UnaryOperator: identity
          java.util.function.BinaryOperator: minBy maxBy
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
          java.util.Collections: emptyList emptyMap emptySet emptyIterator emptyEnumeration singletonList \
          singleton singletonMap unmodifiableList unmodifiableSet unmodifiableMap \
          unmodifiableCollection unmodifiableSortedSet unmodifiableSortedMap synchronizedList \
          synchronizedMap synchronizedSet max min nCopies frequency disjoint reverseOrder enumeration \
          list binarySearch
          java.util.Arrays: stream asList copyOf copyOfRange equals hashCode toString deepEquals \
          deepToString deepHashCode compare mismatch deepEquals binarySearch spliterator
          java.util.regex.Pattern: compile pattern flags quote matcher split asPredicate matches splitAsStream \
          toString
          java.util.regex.MatchResult: group start end groupCount
          java.nio.charset.Charset: name displayName equals hashCode toString forName
          java.nio.file.Path: of resolve resolveSibling relativize normalize getFileName getParent \
          getRoot getName getNameCount subpath startsWith endsWith isAbsolute toString equals
          java.nio.file.Paths: get
          java.net.URI: *
          java.util.Locale: getLanguage getCountry getVariant getScript toString toLanguageTag \
          forLanguageTag equals hashCode of
          java.util.Date: getTime before after equals compareTo toInstant from
          java.time.Instant: *
          java.time.LocalDate: *
          java.time.LocalTime: *
          java.time.LocalDateTime: *
          java.time.ZonedDateTime: *
          java.time.OffsetDateTime: *
          java.time.OffsetTime: *
          java.time.Year: *
          java.time.YearMonth: *
          java.time.MonthDay: *
          java.time.Month: *
          java.time.DayOfWeek: *
          java.time.ZoneOffset: *
          java.time.ZoneId: of getId normalized
          java.time.format.DateTimeFormatter: ofPattern format parse withLocale withZone
          java.time.temporal.TemporalAccessor: get getLong isSupported query
          java.time.temporal.Temporal: plus minus with until
          java.text.Normalizer: *
          java.text.MessageFormat: format
          java.nio.ByteBuffer: wrap allocate
          java.nio.CharBuffer: wrap allocate
          java.util.Properties: getProperty stringPropertyNames
          java.security.MessageDigest: getInstance
          java.lang.Enum: valueOf
          java.util.EnumSet: of noneOf allOf copyOf range complementOf
          java.util.Comparator: compare
          java.time.Duration: *
          java.time.Period: *
          java.time.temporal.ChronoUnit: *
          java.util.concurrent.TimeUnit: toNanos toMicros toMillis toSeconds toMinutes toHours \
          toDays convert
          java.util.UUID: fromString toString getMostSignificantBits getLeastSignificantBits \
          nameUUIDFromBytes equals hashCode compareTo
          """);

  /// Methods that look pure by their type and ask the surroundings or change something.
  static final KnownCalls NOT_PURE =
      KnownCalls.of(
          """
          java.lang.Integer: getInteger
          java.lang.Long: getLong
          java.lang.Boolean: getBoolean
          java.lang.String: getChars intern
          java.util.stream.Stream: generate
          java.util.Base64.Encoder: wrap
          java.util.Base64.Decoder: wrap
          java.time.Instant: now
          java.time.LocalDate: now
          java.time.LocalTime: now
          java.time.LocalDateTime: now
          java.time.ZonedDateTime: now
          java.time.OffsetDateTime: now
          java.time.OffsetTime: now
          java.time.Year: now
          java.time.YearMonth: now
          java.time.MonthDay: now
          java.net.URI: toURL
          """);

  /// Methods that change the argument at this index and nothing else.
  static final KnownCalls CHANGES_FIRST =
      KnownCalls.of(
          """
          java.util.Collections: sort reverse addAll swap fill rotate
          java.util.Arrays: fill sort setAll
          """);

  static final KnownCalls CHANGES_THIRD = KnownCalls.of("java.lang.System: arraycopy");

  /// Types whose objects a method may make and change before it gives them away.
  static final KnownCalls MAKING =
      KnownCalls.of(
          """
          java.lang.Object: new
          java.lang.StringBuilder: new
          java.lang.StringBuffer: new
          java.util.ArrayList: new
          java.util.Vector: new
          java.util.Stack: new
          java.util.LinkedList: new
          java.util.ArrayDeque: new
          java.util.PriorityQueue: new
          java.util.HashMap: new
          java.util.Hashtable: new
          java.util.LinkedHashMap: new
          java.util.IdentityHashMap: new
          java.util.EnumMap: new
          java.util.TreeMap: new
          java.util.HashSet: new
          java.util.LinkedHashSet: new
          java.util.TreeSet: new
          java.util.BitSet: new
          java.util.StringJoiner: new
          java.util.Locale: new
          java.util.AbstractMap.SimpleEntry: new
          java.util.AbstractMap.SimpleImmutableEntry: new
          java.util.concurrent.ConcurrentHashMap: new
          java.util.concurrent.CopyOnWriteArrayList: new
          java.util.concurrent.atomic.AtomicInteger: new
          java.util.concurrent.atomic.AtomicLong: new
          java.util.concurrent.atomic.AtomicBoolean: new
          java.util.concurrent.atomic.AtomicReference: new
          java.util.concurrent.atomic.LongAdder: new
          java.util.concurrent.atomic.DoubleAdder: new
          java.util.concurrent.atomic.AtomicIntegerArray: new
          java.util.concurrent.locks.ReentrantLock: new
          java.util.concurrent.locks.ReentrantReadWriteLock: new
          java.util.concurrent.ConcurrentLinkedQueue: new
          java.util.concurrent.ConcurrentLinkedDeque: new
          java.util.concurrent.ConcurrentSkipListMap: new
          java.util.concurrent.CopyOnWriteArraySet: new
          java.util.concurrent.LinkedBlockingQueue: new
          java.util.concurrent.CountDownLatch: new
          java.util.concurrent.CompletableFuture: new
          java.lang.ref.WeakReference: new
          java.lang.ref.SoftReference: new
          java.util.WeakHashMap: new
          java.util.StringTokenizer: new
          java.text.DecimalFormatSymbols: new
          java.lang.String: new
          java.math.BigInteger: new
          java.math.BigDecimal: new
          java.math.MathContext: new
          java.util.UUID: new
          java.io.ByteArrayInputStream: new
          java.io.ByteArrayOutputStream: new
          java.io.StringReader: new
          java.io.StringWriter: new
          """);

  /// Types of [#MAKING] and others whose objects change: a call on one that was not made here, nor
  /// passed in, tells nothing certain.
  static final java.util.Set<String> CHANGING =
      java.util.Set.of(
          "java.util.Collection",
          "java.util.Map",
          "java.lang.Iterable",
          "java.util.stream.BaseStream",
          "java.util.BitSet",
          "java.lang.StringBuilder",
          "java.lang.StringBuffer",
          "java.util.Date");

  /// Methods that give a new object, which whoever calls them may change.
  static final KnownCalls FRESH =
      KnownCalls.of(
          """
          java.lang.String: toCharArray getBytes split
          java.lang.Iterable: iterator spliterator
          java.util.List: listIterator
          java.util.Map: entrySet
          java.util.stream.BaseStream: iterator
          java.util.regex.Pattern: matcher
          java.nio.ByteBuffer: wrap allocate
          java.security.MessageDigest: getInstance
          java.util.Arrays: copyOf copyOfRange
          java.util.Collection: toArray
          java.util.EnumSet: of noneOf allOf copyOf range complementOf
          java.util.Enumeration: asIterator
          java.lang.reflect.Array: newInstance
          """);

  /// Types whose objects, once fresh, may be used up.
  static final java.util.Set<String> USED_UP =
      java.util.Set.of(
          "java.util.Iterator",
          "java.util.StringTokenizer",
          "java.util.regex.Matcher",
          "java.nio.ByteBuffer",
          "java.security.MessageDigest",
          "java.util.Collection",
          "java.util.Map",
          "java.lang.StringBuilder",
          "java.lang.StringBuffer",
          "java.util.BitSet",
          "java.util.StringJoiner",
          "java.io.ByteArrayOutputStream",
          "java.io.StringWriter",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong",
          "java.util.concurrent.atomic.AtomicBoolean",
          "java.util.concurrent.atomic.AtomicReference");

  private PureCalls() {}
}
