package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `transactional`: the annotation on the method, or on its type for public methods; calls that
/// begin, commit or roll back a transaction of JDBC, JPA, JTA, JMS, Hibernate or Spring. By name:
///
/// 1. `begin`, `commit` and `rollback` of what is called a transaction, a connection or a session;
/// 2. what has the transaction in its name: `beginTransaction`, `executeInTransaction`,
///    `rollbackTx`, whatever it is called on;
/// 3. a method `commit` or `rollback` that hands the same on, to its supertype or to what it wraps,
///    in a type that is a transaction, connection, session or resource by its name;
/// 4. a branch of a distributed transaction, by the `Xid` that is handed over.
///
/// Committing offsets, an index or a version of sources is none. Misses transactions that are
/// configured elsewhere.
final class TransactionRule implements FactRule {
  private static final Set<String> MARKS =
      Set.of("Transactional", "TransactionAttribute", "UnitOfWork", "ReadOnlyTransactional");

  private static final KnownCalls CALLS =
      KnownCalls.of(
          """
          java.sql.Connection: setAutoCommit commit rollback setSavepoint releaseSavepoint
          javax.persistence.EntityTransaction: begin commit rollback
          jakarta.persistence.EntityTransaction: begin commit rollback
          javax.transaction.UserTransaction: begin commit rollback
          jakarta.transaction.UserTransaction: begin commit rollback
          javax.transaction.TransactionManager: begin commit rollback
          javax.transaction.Transaction: commit rollback
          jakarta.transaction.Transaction: commit rollback
          jakarta.transaction.TransactionManager: begin commit rollback
          javax.transaction.xa.XAResource: start end prepare commit rollback
          javax.jms.Session: commit rollback
          jakarta.jms.Session: commit rollback
          javax.jms.JMSContext: commit rollback
          jakarta.jms.JMSContext: commit rollback
          org.hibernate.Session: beginTransaction
          org.hibernate.Transaction: begin commit rollback
          org.springframework.transaction.support.TransactionTemplate: execute \
          executeWithoutResult
          org.springframework.transaction.PlatformTransactionManager: getTransaction commit rollback
          org.jdbi.v3.core.Jdbi: inTransaction useTransaction
          org.jdbi.v3.core.Handle: begin commit rollback inTransaction useTransaction
          """);

  private static final Set<String> NAMES =
      Set.of(
          "begin",
          "start",
          "commit",
          "rollback",
          "rollBack",
          "rollbackAndClose",
          "setAutoCommit",
          "setRollbackOnly",
          "abort");

  /// Names that say nothing of what they begin or end unless the receiver does.
  private static final Set<String> VAGUE_NAMES = Set.of("start", "abort");

  private static final Pattern TRANSACTIONS =
      Pattern.compile("(?i)(?:transaction|\\btx|\\btxn|\\btrx|(?-i:Tx|Txn))\\b");
  private static final Pattern HOLDERS =
      Pattern.compile(
          "(?i)(?:transaction|\\btxn?\\w*|\\btrx|connection|\\bconn|\\bcon|session"
              + "|transactionmanager|xaresource|entitymanager|database|\\bdb)\\b");

  private static final Pattern HOLDING_TYPES =
      Pattern.compile(
          ".*(?:Transaction(?!s$)\\w*|Tx|Txn|Connection\\w*|Session\\w*|XAResource\\w*|UnitOfWork\\w*)");
  private static final Pattern TRANSACTION_TYPES =
      Pattern.compile("(?:.*[a-z])?(?:Transaction|Tx|Txn)(?:\\p{Upper}\\w*)?");
  private static final Pattern NO_TRANSACTIONS =
      Pattern.compile(
          ".*(?:Request|Response|Exception|Config\\w*|Factory|Attribute|Definition|Event|Message"
              + "|Entry|State|Metrics|Listener|Options|Builder|Test|Table|Log|Id|Status|Arg|Result|Task"
              + "|Command|View|Graph|Stats|Key|Record)");
  private static final Set<String> SQL =
      Set.of("COMMIT", "ROLLBACK", "BEGIN", "START TRANSACTION", "BEGIN TRANSACTION");
  private static final Set<String> OWN = Set.of("begin", "commit", "rollback");
  private static final Pattern STEPS =
      Pattern.compile(
          "(?:process|do|perform|internal|try)?(?:[bB]egin|[cC]ommit|[rR]oll[bB]ack)"
              + "(?!On|For|Rule|Delay|Log|Index|Time|Count)(?:\\p{Upper}\\w*)?");
  private static final Pattern TRANSACTION_IDS =
      Pattern.compile("(?i)(?:tx|txn|xid|transaction)(?:_?id)?");
  private static final Set<String> BY_ID =
      Set.of("begin", "beginCommit", "commit", "rollback", "rollBack", "abort", "prepareCommit");
  private static final Set<String> XA_METHODS = Set.of("start", "end", "commit", "rollback");

  /// `beginTransaction`, `doInTransaction`, `commitTx`, `rollbackToSavepoint`.
  private static final Pattern SAYING =
      Pattern.compile(
          "(?:do|internal|try)?(?:[bB]egin|[sS]tart|[oO]pen|[cC]ommit|[rR]ollback|[rR]ollBack"
              + "|[aA]bort|[eE]nd|[fF]inish|[cC]omplete|[sS]uspend|[rR]esume|[jJ]oin)"
              + "(?:New|Current|Local|Xa|XA|Read|Write|ReadOnly|Active|Any|Internal|Global|Nested|Sub"
              + "|Inner|Jta|JTA|User|If\\w+)?"
              + "(?:\\w*(?:Near|Dht|Local)\\w*)?(?:Transaction|Tx|Txn|Trx)(?:\\p{Upper}\\w*)?"
              + "|(?:set|release|create|rollbackTo)Save[pP]oint|setRollbackOnly|rollbackOnly"
              + "|(?:begin|commit|rollback|abort)AutoCommit|(?:commit|roll[bB]ack)IfNecessary|rollbackAll");

  /// Asks whether there is one, keeps that there is, or tells of it.
  private static final Pattern TELLING =
      Pattern.compile(
          "(?:set|is|was|has|get|should|can|pre|post|before|after|on|exception|error|log|warn|cannot"
              + "|failed|sign|verify|parse)(?:\\p{Upper}\\w*)");

  /// `executeInTransaction(work)`; without work it only asks.
  private static final Pattern SAYING_OF_WORK =
      Pattern.compile(
          "(?:\\p{Lower}\\w*)?(?:[iI]n|[wW]ith|[wW]ithin|[uU]se|[eE]xecute|[rR]un|[rR]ead|[wW]rite)"
              + "(?:A|New|Read|Write|The)?(?:Transaction|Tx|Txn)(?:Async|Result|WithoutResult)?");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    Optional<AnnotationExpr> mark = method.annotation(MARKS::contains);
    boolean byType =
        head.sort() == MethodHead.Sort.METHOD
            && head.modifiers().contains("public")
            && !head.isStatic()
            && method.type().annotations().stream().anyMatch(MARKS::contains);
    if (mark.isPresent()) {
      facts.addAt(FactKind.TRANSACTIONAL, "", MethodSketch.line(mark.get()));
    } else if (byType) {
      facts.addAt(FactKind.TRANSACTIONAL, "", head.nameLine());
    }
    if (isOwn(method)) {
      facts.add(FactKind.TRANSACTIONAL, "", Resolution.BY_NAME, head.nameLine(), false);
    }
    for (Call call : method.calls()) {
      if (CALLS.has(call, method.types())) {
        facts.add(FactKind.TRANSACTIONAL, call.place());
      } else if (isNamed(method, call)) {
        facts.add(FactKind.TRANSACTIONAL, "", Resolution.BY_NAME, call.place());
      }
    }
  }

  private static boolean isNamed(MethodSketch method, Call call) {
    if (call.isMethod() && isSql(call)) {
      return true;
    }
    if (!call.isMethod() || (call.resolved() && call.owner().name().startsWith("java."))) {
      return false;
    }
    boolean says =
        SAYING.matcher(call.name()).matches()
            || (!call.arguments().isEmpty()
                && SAYING_OF_WORK.matcher(call.name()).matches()
                && !TELLING.matcher(call.name()).matches());
    if (says || isBranch(method, call) || isOwnStep(method, call) || namesTransaction(call)) {
      return true;
    }
    if (!NAMES.contains(call.name()) || call.receiver().isEmpty()) {
      return false;
    }
    String receiver = LockRule.lastName(call.receiver()) + " " + call.owner().simpleName();
    boolean held =
        (VAGUE_NAMES.contains(call.name()) ? TRANSACTIONS : HOLDERS).matcher(receiver).find();
    return held || isHandedOn(method, call);
  }

  /// `void commit() { delegate.commit(); }`, and in a transaction any commit or rollback.
  private static boolean isHandedOn(MethodSketch method, Call call) {
    if (VAGUE_NAMES.contains(call.name())) {
      return false;
    }
    boolean same = call.name().equals(method.head().name());
    return (same && call.receiver().filter(Expression::isSuperExpr).isPresent())
        || (same && isHolding(method))
        || isTransaction(method);
  }

  private static boolean isTransaction(MethodSketch method) {
    String name = simpleName(method);
    return TRANSACTION_TYPES.matcher(name).matches() && !NO_TRANSACTIONS.matcher(name).matches();
  }

  /// By its name, or because it has both ends of one.
  private static boolean isHolding(MethodSketch method) {
    return HOLDING_TYPES.matcher(simpleName(method)).matches()
        || (method.type().hasMethod("commit") && method.type().hasMethod("rollback"));
  }

  /// `state.commit(txid)`: told by what it is given.
  private static boolean namesTransaction(Call call) {
    return !call.onSelf()
        && BY_ID.contains(call.name())
        && call.argument(0)
            .filter(argument ->
                TRANSACTION_IDS.matcher(LockRule.lastName(Optional.of(argument))).matches())
            .isPresent();
  }

  /// `execute("ROLLBACK")`.
  private static boolean isSql(Call call) {
    return call.argument(0)
        .filter(argument ->
            argument.isStringLiteralExpr()
                && SQL.contains(argument.asStringLiteralExpr().asString().toUpperCase(Locale.ROOT)))
        .isPresent();
  }

  private static String simpleName(MethodSketch method) {
    String own = method.type().name();
    return own.substring(own.lastIndexOf('.') + 1);
  }

  /// A call on itself that goes on with its own commit or rollback: `commit(txId, true)`.
  private static boolean isOwnStep(MethodSketch method, Call call) {
    return call.onSelf()
        && STEPS.matcher(call.name()).matches()
        && (isTransaction(method)
            || (isHolding(method) && OWN.contains(call.name()))
            || call.arguments().stream()
                .anyMatch(argument ->
                    TRANSACTION_IDS.matcher(LockRule.lastName(Optional.of(argument))).matches()));
  }

  /// `void commit() { … }` of a transaction itself.
  private static boolean isOwn(MethodSketch method) {
    MethodHead head = method.head();
    return head.sort() == MethodHead.Sort.METHOD
        && OWN.contains(head.name())
        && isTransaction(method)
        && head.body()
            .filter(body -> !body.getStatements().isEmpty() && !body.getStatement(0).isThrowStmt())
            .isPresent()
        && !(method.calls().isEmpty() && method.writes().isEmpty());
  }

  /// `execute(xid, "XA COMMIT …")`, `branches.commit(xid)` in a method of an XA resource.
  private static boolean isBranch(MethodSketch method, Call call) {
    return XA_METHODS.contains(method.head().name())
        && call.arguments().stream()
            .anyMatch(argument -> method.typeOf(argument).simpleName().endsWith("Xid"));
  }
}
