package dev.kenning.search.answer;

import dev.kenning.indexer.generation.ServingLease;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.SetAsideFile;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells the state as searches see it: it cannot say indexed where search finds nothing. Any number
/// of threads.
public final class IndexStatus {
  private static final int MAX_SET_ASIDE = 100;

  private final ServingSource serving;
  private final ChangeLedger ledger;

  public IndexStatus(ServingSource serving, ChangeLedger ledger) {
    this.serving = serving;
    this.ledger = ledger;
  }

  public Status status() {
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = unit.store().snapshot()) {
      SnapshotSource store = unit.store();
      StoreSize size = store.size();
      List<SetAside> setAside = ledger.setAside().stream().map(SetAside::of).toList();
      return new Status(
          AsOf.of(snapshot, new LedgerTokens(ledger)),
          ledger.head().value(),
          ledger.pendingCount(snapshot.sequence()),
          store.committed().value(),
          snapshot.methodCount(),
          repositories(snapshot),
          store.fingerprint().model().toString(),
          store.fingerprint().toString(),
          size.totalBytes(),
          size.bytesByPart(),
          setAside.stream().limit(MAX_SET_ASIDE).toList(),
          setAside.size());
    }
  }

  public List<Repository> repositories() {
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = unit.store().snapshot()) {
      return repositories(snapshot);
    }
  }

  public Optional<Repository> repository(String name) {
    return repositories().stream().filter(known -> known.name().equals(name)).findFirst();
  }

  private List<Repository> repositories(StoreSnapshot snapshot) {
    Map<String, Repository> byName = new TreeMap<>();
    Map<String, Long> counts = snapshot.methodCounts();
    ledger
        .repositories()
        .forEach(known ->
            byName.put(
                known.name(),
                new Repository(known.name(), known.root(), counts.getOrDefault(known.name(), 0L))));
    counts.forEach(
        (name, count) -> byName.putIfAbsent(name, new Repository(name, Optional.empty(), count)));
    return List.copyOf(byName.values());
  }

  /// @param root where it is followed; empty for a pushed one
  /// @param methods visible now
  public record Repository(String name, Optional<String> root, long methods) {}

  /// A file that made a stage fail.
  public record SetAside(
      String repository, String path, long sequence, String stage, String reason) {
    static SetAside of(SetAsideFile file) {
      return new SetAside(
          file.file().repository(),
          file.file().path(),
          file.sequence().value(),
          file.stage(),
          file.reason());
    }
  }

  /// @param asOf what searches see now
  /// @param head the last change acknowledged
  /// @param pending files with changes acknowledged and not yet visible
  /// @param committed the last change that survives a crash without being applied again
  /// @param methods visible now
  /// @param repositories by name
  /// @param model whose vectors these are
  /// @param fingerprint the rules the index was made by
  /// @param bytes on disk
  /// @param bytesByPart on disk by part
  /// @param setAside files that made a stage fail, the first 100
  /// @param setAsideCount all of them
  public record Status(
      AsOf asOf,
      long head,
      long pending,
      long committed,
      long methods,
      List<Repository> repositories,
      String model,
      String fingerprint,
      long bytes,
      Map<String, Long> bytesByPart,
      List<SetAside> setAside,
      int setAsideCount) {
    public Status {
      repositories = List.copyOf(repositories);
      bytesByPart = Map.copyOf(bytesByPart);
      setAside = List.copyOf(setAside);
    }
  }
}
