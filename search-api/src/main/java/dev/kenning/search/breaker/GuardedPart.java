package dev.kenning.search.breaker;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoreUnavailableException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a breaker before each method of the store or the ledger, as questions use them. What the
/// environment does to a part counts against it; what a caller asked for wrongly does not.
///
/// Any number of threads, as far as the part itself.
public final class GuardedPart {
  /// What ends something must always be heard, and what a part merely knows costs nothing.
  private static final Set<String> FREE =
      Set.of("close", "fingerprint", "committed", "toString", "hashCode", "equals");

  private GuardedPart() {}

  /// The ledger, refusing with [CircuitOpenException] while it is better left alone.
  public static ChangeLedger ledger(ChangeLedger ledger, Breaker breaker) {
    return proxy(ChangeLedger.class, ledger, breaker);
  }

  /// The store and the snapshots it gives.
  public static SnapshotSource store(SnapshotSource store, Breaker breaker) {
    return proxy(SnapshotSource.class, store, breaker);
  }

  private static <T> T proxy(Class<T> type, T part, Breaker breaker) {
    InvocationHandler handler =
        (_, method, arguments) ->
            FREE.contains(method.getName())
                ? invoke(part, method, arguments)
                : guarded(part, method, arguments, breaker);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object guarded(
      Object part, Method method, Object @Nullable [] arguments, Breaker breaker) throws Throwable {
    Optional<Breaker.Permit> permit = breaker.permit();
    if (permit.isEmpty()) {
      throw new CircuitOpenException(breaker.part());
    }
    try {
      Object result = invoke(part, method, arguments);
      permit.get().succeeded();
      return result instanceof StoreSnapshot snapshot
          ? proxy(StoreSnapshot.class, snapshot, breaker)
          : result;
    } catch (Throwable e) {
      if (isThePartsFault(e)) {
        permit.get().failed(e);
      } else {
        permit.get().succeeded();
      }
      throw e;
    }
  }

  private static boolean isThePartsFault(Throwable failure) {
    return switch (failure) {
      case LedgerUnavailableException _,
          LedgerCorruptException _,
          StoreUnavailableException _,
          StoreCorruptException _,
          UncheckedIOException _,
          Error _ ->
          true;
      default -> false;
    };
  }

  private static @Nullable Object invoke(Object part, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(part, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
