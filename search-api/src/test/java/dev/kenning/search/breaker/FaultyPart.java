package dev.kenning.search.breaker;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoreUnavailableException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A store or a ledger whose surroundings fail it: the real one, of which chosen methods throw what
/// they throw when a disk cannot be read, or take time first. Any number of threads.
public final class FaultyPart {
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Set<String> broken = Set.of();
  private volatile String delayed = "";
  private volatile Runnable pause = () -> {};

  /// From now on these methods throw.
  public void breakDown(String... methods) {
    broken = Set.of(methods);
  }

  /// From now on this is done before a method.
  public void delay(String method, Runnable before) {
    pause = before;
    delayed = method;
  }

  /// Nothing throws any more.
  public void recover() {
    broken = Set.of();
    delayed = "";
  }

  /// How often a method that was broken at the time was called.
  public int calls() {
    return calls.get();
  }

  public ChangeLedger ledger(ChangeLedger ledger) {
    return proxy(ChangeLedger.class, ledger);
  }

  public SnapshotSource store(SnapshotSource store) {
    return proxy(SnapshotSource.class, store);
  }

  private <T> T proxy(Class<T> type, Object part) {
    InvocationHandler handler = (_, method, arguments) -> call(part, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object call(Object part, Method method, Object[] arguments) throws Throwable {
    if (delayed.equals(method.getName())) {
      pause.run();
    }
    if (broken.contains(method.getName()) || broken.contains("*")) {
      calls.incrementAndGet();
      IOException cause = new IOException("Input/output error");
      throw part instanceof ChangeLedger
          ? new LedgerUnavailableException("the ledger cannot be read", cause)
          : new StoreUnavailableException(method.getName(), SequenceNumber.NONE, cause);
    }
    try {
      Object result = method.invoke(part, arguments);
      return result instanceof StoreSnapshot ? proxy(StoreSnapshot.class, result) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
