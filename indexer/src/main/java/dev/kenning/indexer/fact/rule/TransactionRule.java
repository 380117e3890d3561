package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.AnnotationExpr;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `transactional`: the annotation on the method, or on its type for public methods; calls that
/// begin, commit or roll back a transaction of JDBC, JPA, JTA, Hibernate or Spring. By name,
/// `begin`, `commit` and `rollback` of what is called a transaction, a connection or a session; and
/// a method `commit` or `rollback` that hands the same on to its supertype.
///
/// Misses transactions that are configured elsewhere.
final class TransactionRule implements FactRule {
  private static final Set<String> MARKS = Set.of("Transactional", "TransactionAttribute");

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
          org.hibernate.Session: beginTransaction
          org.hibernate.Transaction: begin commit rollback
          org.springframework.transaction.support.TransactionTemplate: execute \
          executeWithoutResult
          org.springframework.transaction.PlatformTransactionManager: getTransaction commit rollback
          org.jdbi.v3.core.Jdbi: inTransaction useTransaction
          org.jdbi.v3.core.Handle: begin commit rollback inTransaction useTransaction
          """);

  private static final Set<String> NAMES =
      Set.of("begin", "commit", "rollback", "beginTransaction", "commitTransaction");
  private static final Pattern HOLDERS =
      Pattern.compile("(?i)(?:transaction|\\btx|connection|\\bconn|session|transactionmanager)\\b");

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
    for (Call call : method.calls()) {
      if (CALLS.has(call, method.types())) {
        facts.add(FactKind.TRANSACTIONAL, call.place());
      } else if (isNamed(method, call)) {
        facts.add(FactKind.TRANSACTIONAL, "", Resolution.BY_NAME, call.place());
      }
    }
  }

  private static boolean isNamed(MethodSketch method, Call call) {
    if (!call.isMethod() || !NAMES.contains(call.name()) || call.receiver().isEmpty()) {
      return false;
    }
    boolean handedOn =
        call.receiver().get().isSuperExpr() && call.name().equals(method.head().name());
    return handedOn
        || HOLDERS
            .matcher(LockRule.lastName(call.receiver()) + " " + call.owner().simpleName())
            .find();
  }
}
