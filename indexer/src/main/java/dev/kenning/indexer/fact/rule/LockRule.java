package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `locks`: calls that take a lock: `Lock`, `StampedLock`, `Semaphore`, file locks; by name, a call
/// `lock()` on what is called a lock or gives one, `acquire()` of a semaphore, and `acquireLock()`
/// and the like of anything.
///
/// Giving a lock back is no fact. Misses locks under other names that other files declare.
final class LockRule implements FactRule {
  static final KnownCalls CALLS =
      KnownCalls.of(
          """
          java.util.concurrent.locks.Lock: lock lockInterruptibly tryLock
          java.util.concurrent.locks.StampedLock: readLock writeLock tryReadLock tryWriteLock \
          readLockInterruptibly writeLockInterruptibly tryOptimisticRead
          java.util.concurrent.Semaphore: acquire acquireUninterruptibly tryAcquire
          java.nio.channels.FileChannel: lock tryLock
          com.google.common.util.concurrent.Monitor: enter enterIf enterWhen enterInterruptibly \
          tryEnter enterWhenUninterruptibly enterIfInterruptibly
          """);

  private static final Set<String> NAMES =
      Set.of(
          "lock",
          "lockInterruptibly",
          "lockUninterruptibly",
          "tryLock",
          "obtain",
          "acquire",
          "tryAcquire");

  private static final Pattern TAKING =
      Pattern.compile(
          "(?:try)?(?:acquire|obtain|take|Acquire|Obtain|closeable|scoped)(?:\\p{Upper}\\w*)?Lock(?:Uninterruptibly|Interruptibly|Async)?");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      if (CALLS.has(call, method.types())) {
        facts.add(FactKind.LOCKS, call.place());
      } else if (isLockByName(method, call)) {
        facts.add(FactKind.LOCKS, "", Resolution.BY_NAME, call.place());
      }
    }
  }

  static boolean isLockByName(MethodSketch method, Call call) {
    boolean ofLock = call.isMethod() && TAKING.matcher(call.name()).matches();
    boolean handedOn =
        call.name().equals("lock")
            && method.head().name().equals("lock")
            && !call.onSelf()
            && call.isMethod()
            && !(call.resolved() && call.owner().name().startsWith("java."));
    boolean paired =
        call.isMethod()
            && call.onSelf()
            && call.name().equals("lock")
            && method.calls().stream()
                .anyMatch(other -> other.onSelf() && other.name().equalsIgnoreCase("unlock"));
    boolean given =
        call.isMethod()
            && call.arguments().size() >= 2
            && (call.name().equals("writeLock") || call.name().equals("readLock"));
    if (ofLock || handedOn || paired || given) {
      return true;
    }
    if (!NAMES.contains(call.name()) || call.onSelf() || call.receiver().isEmpty()) {
      return false;
    }
    if (call.resolved() && call.owner().name().startsWith("java.")) {
      return false;
    }
    String receiver = lastName(call.receiver()).toLowerCase(Locale.ROOT);
    String type = call.owner().simpleName().toLowerCase(Locale.ROOT);
    return receiver.endsWith("lock")
        || type.endsWith("lock")
        || receiver.endsWith("mutex")
        || type.endsWith("mutex")
        || isSemaphore(call, receiver, type);
  }

  private static boolean isSemaphore(Call call, String receiver, String type) {
    return call.name().toLowerCase(Locale.ROOT).endsWith("acquire")
        && (receiver.endsWith("semaphore") || type.endsWith("semaphore"));
  }

  /// The last name of an expression: `writeLock` of `this.locks.writeLock()`.
  static String lastName(Optional<Expression> expression) {
    return expression
        .map(MethodSketch::bare)
        .map(at ->
            switch (at) {
              case com.github.javaparser.ast.expr.NameExpr name -> name.getNameAsString();
              case com.github.javaparser.ast.expr.FieldAccessExpr access ->
                  access.getNameAsString();
              case com.github.javaparser.ast.expr.MethodCallExpr call -> call.getNameAsString();
              default -> "";
            })
        .orElse("");
  }
}
