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
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts breakers before the store or the ledger, as questions use them. What the environment does
/// to a part counts against it; what a caller asked for wrongly does not.
///
/// Of the ledger each call counts by itself, and of a snapshot each call that searches. The rest of
/// a snapshot counts as one, from when it is taken to when it is closed: it failed if one of its
/// calls did, and took as long as they took together, which leaves out what its holder did between
/// them. A question makes hundreds of calls of it, nearly all of them trifles; counted one by one,
/// those that fail would never be half of them. A snapshot of which nothing was read says nothing.
///
/// Any number of threads, as far as the part itself.
public final class GuardedPart {
  /// What the ledger is refused with.
  static final String LEDGER_OPEN = "ledger circuit open";

  /// What reads the part of the index that a snapshot's breaker stands for. The rest comes from
  /// memory, and shows nothing but that the process runs.
  private static final Set<String> TELLING = Set.of("fetch", "method", "methodAt", "methodIds");

  /// What ends something must always be heard.
  private static final Set<String> FREE = Set.of("close", "toString", "hashCode", "equals");

  private GuardedPart() {}

  /// The ledger, refusing with [LedgerUnavailableException] while it is better left alone.
  public static ChangeLedger ledger(ChangeLedger ledger, Breaker breaker) {
    return proxy(
        ChangeLedger.class,
        (_, method, arguments) ->
            FREE.contains(method.getName())
                ? invoke(ledger, method, arguments)
                : call(
                    ledger,
                    method,
                    arguments,
                    breaker,
                    () -> new LedgerUnavailableException(LEDGER_OPEN)));
  }

  /// The store and the snapshots it gives. While the store is better left alone, there are none:
  /// [CircuitOpenException]. While only one side of it is, searching there is refused with
  /// [StoreUnavailableException].
  static SnapshotSource store(SnapshotSource store, StoreBreakers breakers) {
    return proxy(
        SnapshotSource.class,
        (_, method, arguments) ->
            method.getReturnType() == StoreSnapshot.class
                ? snapshot(store, method, arguments, breakers)
                : invoke(store, method, arguments));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(
      Object part,
      Method method,
      Object @Nullable [] arguments,
      Breaker breaker,
      Supplier<RuntimeException> refusal)
      throws Throwable {
    Breaker.Permit permit = breaker.permit().orElseThrow(refusal);
    try {
      Object result = invoke(part, method, arguments);
      permit.succeeded();
      return result;
    } catch (Throwable e) {
      if (isThePartsFault(e)) {
        permit.failed(e);
      } else {
        permit.endedUndecided();
      }
      throw e;
    }
  }

  private static StoreSnapshot snapshot(
      SnapshotSource store, Method method, Object @Nullable [] arguments, StoreBreakers breakers)
      throws Throwable {
    Breaker whole = breakers.whole();
    Use use =
        new Use(
            whole.permit().orElseThrow(() -> new CircuitOpenException(whole.part())),
            whole::millis);
    Object snapshot = Objects.requireNonNull(use.of(store, method, arguments));
    return proxy(
        StoreSnapshot.class,
        (_, called, with) -> {
          Breaker breaker = breakers.of(called.getName());
          return breaker.equals(whole)
              ? use.of(snapshot, called, with)
              : call(snapshot, called, with, breaker, () -> refusal(store, breaker));
        });
  }

  private static StoreUnavailableException refusal(SnapshotSource store, Breaker breaker) {
    return new StoreUnavailableException(
        "search the " + breaker.part(),
        store.committed(),
        new CircuitOpenException(breaker.part()));
  }

  /// One snapshot, from when it is asked for to when it is closed.
  private static final class Use {
    private final Breaker.Permit permit;
    private final LongSupplier clock;
    private final AtomicLong tookMillis = new AtomicLong();
    private volatile boolean telling;

    Use(Breaker.Permit permit, LongSupplier clock) {
      this.permit = permit;
      this.clock = clock;
    }

    @Nullable Object of(Object part, Method method, Object @Nullable [] arguments)
        throws Throwable {
      long begun = clock.getAsLong();
      try {
        return invoke(part, method, arguments);
      } catch (Throwable e) {
        if (isThePartsFault(e)) {
          permit.failed(e);
        } else if (method.getReturnType() == StoreSnapshot.class) {
          permit.endedUndecided(); // there is nothing that will be closed
        }
        throw e;
      } finally {
        long took = tookMillis.addAndGet(Math.max(0, clock.getAsLong() - begun));
        telling |= TELLING.contains(method.getName());
        if (method.getName().equals("close")) {
          permit.ended(Duration.ofMillis(took), telling);
        }
      }
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
