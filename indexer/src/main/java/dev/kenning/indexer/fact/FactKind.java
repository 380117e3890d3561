package dev.kenning.indexer.fact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The vocabulary: what facts there are, what each means, and what its rule cannot see.
///
/// The words are part of the wire format and of the index: a changed meaning raises
/// [dev.kenning.indexer.fact.rule.FactInference#RULES_VERSION].
public enum FactKind {
  CALLS(
      "calls",
      Argument.METHOD,
      "Calls this method, or hands a reference to it on.",
      "calls:java.util.concurrent.locks.ReentrantLock.lock",
      "lock.lock();",
      "The owner is the receiver's declared type, as in bytecode: a call on a variable of type List"
          + " is List's. Receivers whose type another file declares are known by name alone;"
          + " reflection is not seen."),
  CREATES(
      "creates",
      Argument.TYPE,
      "Makes an object of this type.",
      "creates:java.util.ArrayList",
      "List<String> names = new ArrayList<>();",
      "Arrays, and objects made by reflection or inside called methods, are not seen."),
  THROWS(
      "throws",
      Argument.TYPE,
      "Declares this exception, or throws it by a statement of its own that no catch clause around it"
          + " takes.",
      "throws:java.io.IOException",
      "throw new IOException(\"closed\");",
      "What called methods throw is seen only where it is declared. A type stands for itself, not"
          + " for its subtypes. What lambdas throw does not count."),
  CATCHES(
      "catches",
      Argument.TYPE,
      "Has a catch clause for this exception.",
      "catches:java.io.IOException",
      "catch (IOException e) {",
      "A type stands for itself, not for its subtypes."),
  SWALLOWS(
      "swallows",
      Argument.TYPE,
      "A catch clause lets this exception end without a trace: not thrown on, not used, not logged, no"
          + " interrupt restored.",
      "swallows:java.lang.NumberFormatException",
      "catch (NumberFormatException e) { return 0; }",
      "A clause that calls a method to report the failure without naming the exception counts as"
          + " swallowing."),
  READS(
      "reads",
      Argument.FIELD,
      "Takes the value of this field.",
      "reads:com.shop.Till.total",
      "return total;",
      "Constants are left out. Inherited fields are known by name alone."),
  WRITES(
      "writes",
      Argument.FIELD,
      "Gives this field, or an element of the array in it, a value.",
      "writes:com.shop.Till.total",
      "total += price;",
      "Changes inside the object a field holds (list.add) are calls, not writes."),
  MUTATES(
      "mutates",
      Argument.NAME,
      "Changes the object that was passed for this parameter: its elements, its fields, its content.",
      "mutates:items",
      "items.clear();",
      "Seen where it happens here or in a method of the same file that is called: changes by methods"
          + " of other files are not, nor are changes through another variable. Reading from a stream or writing to one does not count."),
  PURE(
      "pure",
      Argument.NONE,
      "Its result depends on arguments, what can be reached from them, constants and final fields"
          + " alone, and nothing outside is changed.",
      "pure",
      "return Math.max(low, Math.min(high, value));",
      "Calls are followed within the file; of other files, names tell: constructors and conversions"
          + " count as pure unless they are called like threads or connections, other methods do not."
          + " It may throw; functions that are passed in are taken to be pure."),
  RETURNS(
      "returns",
      List.of("null", "optional", "never-null"),
      "null: some return statement gives null. optional: the return type is an Optional. never-null:"
          + " every return statement gives something that the file, the JDK's documentation or an"
          + " annotation shows cannot be null.",
      "returns:null",
      "return null;",
      "Null that comes out of a called method or a variable is not seen; what methods of other"
          + " files never give is not known."),
  LOOPS(
      "loops",
      Argument.NONE,
      "Has a for, while or do statement.",
      "loops",
      "for (Item item : items) {",
      "Streams and forEach are calls."),
  RECURSES(
      "recurses",
      Argument.NONE,
      "Calls itself, on this object or another of its type.",
      "recurses",
      "return depth(node.left()) + 1;",
      "Recursion by way of another method is not seen, nor is one through a supertype's variable. A"
          + " call that nothing leads past is taken for an overload."),
  SLEEPS(
      "sleeps",
      Argument.NONE,
      "Lets the thread pause for a time.",
      "sleeps",
      "Thread.sleep(pause.toMillis());",
      "Waiting for something with a time limit is times-out."),
  RETRIES(
      "retries",
      Argument.NONE,
      "Tries the same thing again after it failed: a loop whose catch clause goes on to the next round,"
          + " a call of itself in a catch clause, a loop that counts attempts until one succeeds, or an"
          + " annotation or a call that does it.",
      "retries",
      "while (true) { try { return send(request); } catch (IOException e) { attempt++; } }",
      "Going on with the next item, or the next alternative, is no retry. A retry that hangs on a"
          + " returned status is seen only where something is called a retry or an attempt."),
  BACKS_OFF(
      "backs-off",
      Argument.NONE,
      "Waits longer from one attempt to the next: a pause that grows in a loop or with a count, or the"
          + " computing of such a pause.",
      "backs-off",
      "Thread.sleep(pause); pause *= 2;",
      "The growth has to stand in the same method or in the expression that is slept, or to be called a"
          + " backoff."),
  TIMES_OUT(
      "times-out",
      Argument.NONE,
      "Gives up after a time: waits with a limit, sets one, hands one on to what waits, or compares the"
          + " clock with a deadline in a loop.",
      "times-out",
      "queue.poll(5, TimeUnit.SECONDS)",
      "Limits hidden in configuration are not seen; to keep one for later is not to set it."),
  LOCKS(
      "locks",
      Argument.NONE,
      "Takes a lock or a semaphore's permit by a call.",
      "locks",
      "lock.lock();",
      "Locks of types another file declares are known by their names alone."),
  SYNCHRONIZES(
      "synchronizes",
      Argument.NONE,
      "Is synchronized, or has a synchronized block.",
      "synchronizes",
      "synchronized (this) {",
      "Nothing is missed."),
  ATOMIC(
      "atomic",
      Argument.NONE,
      "Uses an atomic variable, an adder or a VarHandle.",
      "atomic",
      "count.incrementAndGet();",
      "Concurrent collections do not count."),
  STARTS_THREADS(
      "starts-threads",
      List.of("thread", "pool", "task", "parallel"),
      "thread: starts one. pool: makes an executor or timer. task: hands work to one. parallel: makes a"
          + " stream parallel.",
      "starts-threads:task",
      "executor.submit(this::refresh);",
      "Executors of types another file declares are known by their names alone."),
  BLOCKS(
      "blocks",
      List.of(
          "sleep",
          "wait",
          "lock",
          "semaphore",
          "join",
          "future",
          "queue",
          "latch",
          "process",
          "network"),
      "May make the thread wait: sleeping, waiting for a condition, a lock, a permit, a thread, a"
          + " result, a queue, a latch or barrier, a process, a peer.",
      "blocks:queue",
      "Job job = queue.take();",
      "Reading a stream and entering a synchronized block do not count."),
  USES(
      "uses",
      List.of(
          "file", "network", "database", "process", "environment", "clock", "random", "console"),
      "Touches the world outside by a call of this method: the file system, sockets and HTTP, a"
          + " database, other processes, system properties and defaults, the time, chance, the"
          + " console.",
      "uses:file",
      "Files.readString(path)",
      "Known are the JDK's types and the common libraries; other sockets, clients, statements, files and"
          + " processes by their names, and by what the file imports and holds. A URL that is opened counts as network unless it shows to be"
          + " one of the class path. A stream that was passed in says nothing about where it leads; what"
          + " called methods touch is their fact."),
  LOGS(
      "logs",
      List.of("trace", "debug", "info", "warn", "error"),
      "Writes to a log; the argument is the level where the call names it.",
      "logs:warn",
      "log.warn(\"gave up after {}\", attempts);",
      "Loggers of types another file declares are known by the variable's name alone."),
  SERIALIZES(
      "serializes",
      Argument.NONE,
      "Turns an object, or values of its fields, into bytes or text by a stream, writer, packer or codec:"
          + " Java serialisation, data streams, JSON, XML, YAML, properties and the formats of libraries.",
      "serializes",
      "mapper.writeValueAsString(order)",
      "Formats written by hand, character by character, are not seen. Streams and codecs that other files"
          + " declare are known by their names alone."),
  DESERIALIZES(
      "deserializes",
      Argument.NONE,
      "Makes an object, or values of its fields, of bytes or text, by the same means.",
      "deserializes",
      "mapper.readValue(json, Order.class)",
      "Parsers written by hand are not seen. Bytes that are read as bytes do not count."),
  VALIDATES(
      "validates",
      Argument.TYPE,
      "Checks an argument and refuses it by this exception.",
      "validates:java.lang.IllegalArgumentException",
      "if (limit < 0) throw new IllegalArgumentException(\"limit\");",
      "Checks by other methods count where their names begin with check, require or validate, by name"
          + " and without the exception. Other exceptions than those for arguments, null and indexes"
          + " do not count."),
  CACHES(
      "caches",
      Argument.NONE,
      "Keeps what it computed in a field and gives it back next time.",
      "caches",
      "if (parsed == null) { parsed = parse(); } return parsed;",
      "Seen are lazy fields, get and put or computeIfAbsent on a map in a field, and known cache"
          + " libraries."),
  TRANSACTIONAL(
      "transactional",
      Argument.NONE,
      "Runs in a transaction by annotation, or begins, commits or rolls back one, itself or by handing that"
          + " on.",
      "transactional",
      "@Transactional",
      "Proxies configured elsewhere are not seen. Committing offsets, an index or a version of sources does"
          + " not count."),
  DEPRECATED(
      "deprecated",
      Argument.NONE,
      "Is marked deprecated, by annotation or documentation.",
      "deprecated",
      "@Deprecated",
      "Methods of a deprecated type are not marked by it."),
  OVERRIDES(
      "overrides",
      Argument.TYPE,
      "Overrides or implements a method of this supertype.",
      "overrides:java.lang.Runnable",
      "@Override public void run() {",
      "Without the annotation only supertypes of the file and the JDK are known; the type is given"
          + " where it is."),
  TEST(
      "test",
      Argument.NONE,
      "Is a test that a framework runs.",
      "test",
      "@Test void emptyTextIsNoNumber() {",
      "Test code that is no test itself (fixtures, set-up) does not count: see the filter tests."),
  SHAPE(
      "shape",
      List.of("getter", "setter", "builder", "factory"),
      "getter: returns a field and does no more. setter: writes its argument to a field and does no"
          + " more. builder: changes this object and returns it, or builds. factory: makes an object"
          + " itself on every way and returns it.",
      "shape:factory",
      "static Money of(long cents) { return new Money(cents); }",
      "Factories that return an object made elsewhere are not seen."),
  COMPLEXITY(
      "complexity",
      List.of("low", "moderate", "high", "very-high"),
      "Independent ways through the method (cyclomatic): low to 4, moderate to 10, high to 20.",
      "complexity:low",
      "one more than the conditions, loops, cases, catch clauses, && and || in it",
      "Nothing is missed; lambdas count for the method."),
  SIZE(
      "size",
      List.of("tiny", "small", "medium", "large", "huge"),
      "Statements in the body: tiny to 1, small to 5, medium to 20, large to 50.",
      "size:small",
      "statements, nested ones included",
      "Nothing is missed; methods without a body have no size.");

  /// What stands after the colon.
  public enum Argument {
    NONE("nothing"),
    TYPE("a type: java.io.IOException, IOException, java.io.*"),
    METHOD("a method: java.io.Reader.read, Reader.read, read, java.io.*"),
    FIELD("a field: com.shop.Till.total, Till.total, total"),
    NAME("a name as written"),
    CHOICE("one of the values");

    private final String description;

    Argument(String description) {
      this.description = description;
    }

    public String description() {
      return description;
    }
  }

  private final String word;
  private final Argument argument;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of alone
  private final List<String> choices;

  private final String meaning;
  private final String example;
  private final String exampleLine;
  private final String limits;

  FactKind(
      String word,
      Argument argument,
      String meaning,
      String example,
      String exampleLine,
      String limits) {
    this(word, argument, List.of(), meaning, example, exampleLine, limits);
  }

  FactKind(
      String word,
      List<String> values,
      String meaning,
      String example,
      String exampleLine,
      String limits) {
    this(word, Argument.CHOICE, values, meaning, example, exampleLine, limits);
  }

  FactKind(
      String word,
      Argument argument,
      List<String> values,
      String meaning,
      String example,
      String exampleLine,
      String limits) {
    this.word = word;
    this.argument = argument;
    this.choices = values;
    this.meaning = meaning;
    this.example = example;
    this.exampleLine = exampleLine;
    this.limits = limits;
  }

  /// As callers write it: `starts-threads`.
  public String word() {
    return word;
  }

  public Argument argument() {
    return argument;
  }

  /// What the argument may be; empty where that is open.
  public List<String> choices() {
    return choices;
  }

  /// When the fact is given.
  public String meaning() {
    return meaning;
  }

  /// A whole fact of this kind.
  public String example() {
    return example;
  }

  /// Code that shows it.
  public String exampleLine() {
    return exampleLine;
  }

  /// What the rule does not see, or sees too much of.
  public String limits() {
    return limits;
  }

  public static Optional<FactKind> ofWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
