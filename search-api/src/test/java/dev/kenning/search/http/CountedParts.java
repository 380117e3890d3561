package dev.kenning.search.http;

import dev.kenning.indexer.generation.ServingLease;
import dev.kenning.indexer.generation.ServingUnit;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.search.http.RunningServer.Guards;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/// Remembers what requests ask the store and the ledger for: how long a request takes is told by
/// what is done for it, on any machine and at any load. Any number of threads.
final class CountedParts {
  private final List<String> calls = new ArrayList<>();

  Guards guards() {
    return new Guards(
        serving ->
            () -> {
              ServingLease lease = serving.lease();
              return lease.giving(
                  new ServingUnit(counted(SnapshotSource.class, lease.store()), lease.embedder()));
            },
        ledger -> counted(ChangeLedger.class, ledger));
  }

  /// What was asked for since the last time, in order.
  List<String> sinceLastTime() {
    synchronized (calls) {
      List<String> since = List.copyOf(calls);
      calls.clear();
      return since;
    }
  }

  private <T> T counted(Class<T> type, T part) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              synchronized (calls) {
                calls.add(type.getSimpleName() + "." + method.getName());
              }
              try {
                Object result = method.invoke(part, arguments);
                return result instanceof StoreSnapshot snapshot
                    ? counted(StoreSnapshot.class, snapshot)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
