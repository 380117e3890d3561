package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.Set;
import java.util.regex.Pattern;

/// What names say about methods and types of other files: that a method only looks, that a static
/// one converts, that a type only holds values. Held against names that say the opposite.
final class NamedPurity {
  private static final Pattern ACCESS =
      Pattern.compile(
          "(?:get|is|has|as|to|contains|starts|ends|equals|compare|can|may|matches)(?:\\p{Upper}\\w*)?"
              + "|replace(?:All|First)?|trim|strip|split|concat|equalsIgnoreCase|isBlank"
              + "|equals|hashCode|compareTo|toString|indexOf|lastIndexOf|isEmpty|name|ordinal|length"
              + "|size|value|key|type|contains|charAt|substring|id|keys|values|entries|elements"
              + "|\\w+(?:Value|Name|Type|Id|Count|Size|Length|Index|Key)");

  /// Steps of streams and of values that never change, which take functions.
  private static final Pattern TRANSFORMING =
      Pattern.compile(
          "map(?:To\\w+)?|flatMap|filter|collect|sorted|distinct|limit|skip|reduce|fold(?:Left|Right)?"
              + "|anyMatch|allMatch|noneMatch|findFirst|findAny|orElse|orElseThrow|orElseGet|toList"
              + "|toSet|plus|minus|times|multipliedBy|negate|negated|and|or|not|with\\p{Upper}\\w*|apply|test");

  /// What a static method that is not just computing says.
  private static final Pattern EFFECT =
      Pattern.compile(
          "(?:read|write|load|open|register|unregister|start|stop|run|execute|exec|log|print|send|fetch"
              + "|invoke|put|set|add|remove|update|save|store|delete|close|init|initialize|connect"
              + "|submit|schedule|sleep|wait|lock|unlock|next|random|now|current|generate|allocate"
              + "|acquire|release|call|notify|fire|publish|mock|report|record|enable|disable|reset"
              + "|clear|flush|apply|accept|process|handle|perform|do|install|define|ensure|increment"
              + "|poll|take|pop|push|append|merge|fill|sort|swap|shuffle|visit|walk|list|lookup|inject"
              + "|resolve|download|upload|copy|move|rename|transfer|exit|halt|try|await|join|fork)"
              + "(?:\\p{Upper}\\w*)?|\\w*(?:Context|Current|Instance|Thread|Session|System|Env|Now"
              + "|Random|Cache|Cached|Property|Resource|Default)\\w*");

  /// A word alone, which as a method without arguments is mostly a record's component.
  private static final Pattern WORD = Pattern.compile("\\p{Lower}+");

  private static final Set<String> VERBS =
      Set.of(
          "next",
          "previous",
          "read",
          "poll",
          "take",
          "pop",
          "push",
          "remove",
          "close",
          "start",
          "stop",
          "run",
          "call",
          "execute",
          "submit",
          "flush",
          "reset",
          "clear",
          "init",
          "load",
          "open",
          "create",
          "fetch",
          "accept",
          "apply",
          "test",
          "await",
          "join",
          "lock",
          "unlock",
          "acquire",
          "release",
          "send",
          "receive",
          "write",
          "now",
          "random",
          "build",
          "begin",
          "commit",
          "rollback",
          "mark",
          "skip",
          "advance",
          "increment",
          "decrement",
          "register",
          "unregister",
          "dispose",
          "destroy",
          "shutdown",
          "cancel",
          "interrupt",
          "connect",
          "disconnect",
          "refresh",
          "update",
          "save",
          "delete",
          "find",
          "query",
          "resolve",
          "process",
          "invoke",
          "notify",
          "wait",
          "sleep",
          "yield",
          "validate",
          "complete",
          "done",
          "finish",
          "end",
          "compute",
          "evaluate",
          "sync",
          "freeze",
          "seal",
          "retain",
          "touch",
          "peek",
          "drain",
          "rewind",
          "flip",
          "compact",
          "consume",
          "expand",
          "detach",
          "attach",
          "initialize",
          "resume",
          "pause",
          "suspend",
          "trim",
          "sort",
          "shuffle",
          "reverse",
          "invalidate",
          "time",
          "get");

  /// Accesses that change something, or ask for what changes by itself.
  private static final Pattern CHANGING =
      Pattern.compile(
          "get(?:And|Next|OrCreate|OrLoad|OrAdd|OrMake|OrCompute|Current|Now|Time|Remaining|Free|Available)\\w*"
              + "|get|getAsync|getConnection|getSession|getBean|getService|getResource\\w*|getInputStream"
              + "|getOutputStream|getInstance|getObject"
              + "|is(?:Done|Open|Closed|Alive|Running|Connected|Cancelled|Canceled|Completed?|Started"
              + "|Stopped|Shutdown|Terminated|Active|Available|Locked|Reachable|File|Directory|Enabled)"
              + "|has(?:Next|More|Remaining)\\w*|to(?:File|URL|Disk|Stream)|canRead|canWrite|canExecute");

  private static final Pattern CONVERSION =
      Pattern.compile(
          "(?:to|is|has|as|of|from|get|matches|valueOf|copyOf|equals?|compare|contains|starts|ends|hash|max|min"
              + "|parse|format|encode|decode|escape|unescape|quote|unquote|join|split|concat|repeat|trim"
              + "|strip|abs|sum|round|capitalize|uncapitalize|lower|upper|reverse|count|index|nullTo"
              + "|emptyTo|default|empty|singleton|immutable|unmodifiable|wrap|convert|encode|decode)"
              + "(?:\\p{Upper}\\w*)?|hashCode|nonNull");

  /// Static methods that make something, of nothing if need be.
  private static final Pattern CREATION =
      Pattern.compile(
          "(?:of|from|new|create|make|build|construct|builder|empty|none|absent|identity|copy)(?:\\p{Upper}\\w*)?");

  private static final Pattern BUILDERS = Pattern.compile("(?:new|create)?\\w*[bB]uilder");

  /// Steps by which an object is filled.
  static final Pattern CHANGES_ITSELF =
      Pattern.compile(
          "(?:set|with|add|put|append|and|or|of|build|use|enable|disable)(?:\\p{Upper}\\w*)?");

  /// Types whose objects stand for something outside, or change by themselves.
  private static final Pattern LIVE =
      Pattern.compile(
          ".*(?:Connection|Session|Thread|Executor|Transaction).*"
              + "|.*(?:Client|Server|Socket|Channel|Stream|Reader|Writer"
              + "|Scheduler|Timer|Pool|Manager|Service|Repository|DataSource|Database"
              + "|Statement|ResultSet|Cursor|Iterator|Enumerator|Scanner|Tokenizer|Lexer|Queue|Lock"
              + "|Logger|Random|Clock|Stopwatch|Process|Driver|Runtime|Loader|Window|Dialog|Future"
              + "|Promise|Stage|Daemon|Registry|Cache|Container|Environment|Metadata|MetaData|File"
              + "|Directory|Store|Buffer|Buf|Input|Output|Context|Registrar|Monitor|Worker|Watcher"
              + "|Subscription|Publisher|Subscriber|Listener|Counter|Sequence|Supplier|Callable"
              + "|Provider|Injector|Locator)");

  /// Types that do something when they are made.
  private static final Pattern ACTIVE =
      Pattern.compile(
          ".*(?:Connection|Session|Client|Server|Socket|Channel|Thread|Executor|Scheduler|Timer|Pool"
              + "|Manager|Service|DataSource|Database|Process|Driver|Runtime|Window|Dialog|Daemon"
              + "|Random|Clock|Stopwatch|Registry|Container|Watcher|Monitor|FileStream|FileReader"
              + "|FileWriter|FileInputStream|FileOutputStream|Frame|Panel|Worker|Engine|Store"
              + "|Transaction)");

  private static final Pattern SURROUNDINGS =
      Pattern.compile(
          ".*(?:System|Environment|Runtime|Platform|Files|IO|Logs?|Clock|Random|Loader)s?");

  /// Types of which a mere look may take something away.
  private static final Pattern USED_UP =
      Pattern.compile(
          ".*(?:Stream|Reader|Iterator|Scanner|Buffer|ByteBuf|Input|Cursor|Tokenizer|Lexer)");

  private NamedPurity() {}

  /// Whether whoever gets an object of this type may use it up: a stream, a buffer.
  static boolean isUsedUp(JavaType type) {
    return USED_UP.matcher(type.simpleName()).matches();
  }

  /// `graph.edgeIterator(node)`: whoever asks gets one of their own.
  static boolean isIteration(Call call) {
    return call.name().endsWith("Iterator") && !call.name().startsWith("set");
  }

  /// `Request.newBuilder()`: an object that whoever calls it may fill.
  static boolean isBuilder(Call call) {
    return BUILDERS.matcher(call.name()).matches() && isPlainType(call.owner());
  }

  /// Whether a method of an object only looks into it.
  static boolean isAccess(Call call) {
    String name = call.name();
    if (CHANGING.matcher(name).matches()
        || LIVE.matcher(call.owner().simpleName()).matches()
        || (isOpaqueJdk(call) && !comparesOnly(call))
        || (call.arguments().size() > 2 && !runsFunction(call))) {
      return false;
    }
    boolean word =
        call.arguments().isEmpty() && WORD.matcher(name).matches() && !VERBS.contains(name);
    boolean taken = !(call.node().getParentNode().orElse(null) instanceof ExpressionStmt);
    boolean builder = call.owner().simpleName().endsWith("Builder");
    return ((ACCESS.matcher(name).matches() || word)
            && call.arguments().stream().noneMatch(NamedPurity::runs))
        || (taken && isIteration(call))
        || (taken && !builder && TRANSFORMING.matcher(name).matches());
  }

  /// `function.apply(a, b, c)`: functions are taken to be pure.
  private static boolean runsFunction(Call call) {
    return call.name().equals("apply") || call.name().equals("test");
  }

  /// The JDK's types are known one by one; of its interfaces for documents and languages names
  /// tell.
  private static boolean isOpaqueJdk(Call call) {
    return call.owner().known()
        && call.owner().name().startsWith("java.")
        && !call.owner().is("java.lang.Object");
  }

  /// Whether a static method converts its arguments, or checks them.
  static boolean isConversion(Call call, MethodSketch method) {
    if (call.owner().known() && call.owner().name().startsWith("java.")) {
      return false;
    }
    boolean surroundings = SURROUNDINGS.matcher(call.owner().simpleName()).matches();
    boolean checks = ValidationRule.isNamedCheck(call, method);
    boolean creation =
        CREATION.matcher(call.name()).matches()
            && !call.name().startsWith("newInstance") // runs a constructor that nobody sees
            && !ACTIVE.matcher(call.name()).matches();
    return checks
        || (!surroundings
            && isPlainType(call.owner())
            && (creation
                || (!call.arguments().isEmpty()
                    && (CONVERSION.matcher(call.name()).matches() || computes(call))))
            && !CHANGING.matcher(call.name()).matches()
            && call.arguments().stream().noneMatch(NamedPurity::runs)
            && !LIVE.matcher(method.typeOf(firstArgument(call)).simpleName()).matches()
            && call.arguments().stream().noneMatch(a -> isUsedUp(method.typeOf(a))));
  }

  /// Whether nothing says that a static method does more than give the value that is taken.
  private static boolean computes(Call call) {
    boolean taken = !(call.node().getParentNode().orElse(null) instanceof ExpressionStmt);
    return taken && !EFFECT.matcher(call.name()).matches();
  }

  private static Expression firstArgument(Call call) {
    return call.argument(0).orElseGet(NullLiteralExpr::new);
  }

  /// Whether a call fills the object it is on.
  static boolean isStep(Call call) {
    return CHANGES_ITSELF.matcher(call.name()).matches()
        && (!call.owner().isNamed() || isPlainType(call.owner()))
        && !isOpaqueJdk(call);
  }

  /// Whether two objects are only held against each other.
  static boolean comparesOnly(Call call) {
    return switch (call.name()) {
      case "equals", "hashCode", "toString", "compareTo", "compare", "name", "ordinal" -> true;
      default -> false;
    };
  }

  /// Whether a type holds values, and does nothing when an object of it is made.
  static boolean isPlainType(JavaType type) {
    return type.isNamed() && !ACTIVE.matcher(type.simpleName()).matches();
  }

  /// Code that is handed on and run who knows when.
  private static boolean runs(Expression argument) {
    return argument.isLambdaExpr() || argument.isMethodReferenceExpr();
  }
}
