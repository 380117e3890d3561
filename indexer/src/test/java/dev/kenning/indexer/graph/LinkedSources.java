package dev.kenning.indexer.graph;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A few files in a store, and their calls as text: `exact Http.send(Request)`, `one_of A.m() |
/// B.m()`, `outside java.util.List.add`, `named frob`.
final class LinkedSources implements AutoCloseable {
  private static final Embedding NOWHERE = Embedding.normalised(new float[] {1, 0, 0, 0});

  private final MethodStore store;
  private final MethodExtractor extractor = new MethodExtractor();
  private final Map<MethodId, MethodUnit> units = new LinkedHashMap<>();

  LinkedSources(MethodStore store) {
    this.store = store;
  }

  LinkedSources with(String repository, String path, String source) {
    FileKey file = new FileKey(repository, path);
    List<MethodUnit> methods = extractor.extract(file, source).methods();
    units.values().removeIf(unit -> unit.file().equals(file));
    methods.forEach(unit -> units.put(unit.id(), unit));
    store.replaceFile(
        file,
        "0".repeat(64),
        methods.stream().map(u -> new IndexedMethod(u, new Passage("x"), NOWHERE)).toList());
    store.refresh(new SequenceNumber(units.size()));
    return this;
  }

  LinkedSources with(String path, String source) {
    return with("shop", path, source);
  }

  MethodStore store() {
    return store;
  }

  Collection<MethodUnit> units() {
    return units.values();
  }

  MethodId id(String symbol) {
    return units.values().stream()
        .filter(unit -> unit.symbol().equals(symbol))
        .map(MethodUnit::id)
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                symbol
                    + " is not among "
                    + units.values().stream().map(MethodUnit::symbol).toList()));
  }

  List<String> callees(String symbol) {
    return callees(symbol, _ -> true);
  }

  List<String> callees(String symbol, Predicate<String> repositories) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      CallGraph graph = new CallGraph(snapshot.links(), repositories);
      Callees callees = graph.callees(id(symbol)).orElseThrow();
      List<String> told = new ArrayList<>();
      for (Call call : callees.calls()) {
        told.add(
            call.certainty().word()
                + " "
                + String.join(" | ", call.targets().stream().map(this::symbol).toList()));
      }
      callees
          .outside()
          .forEach(call -> told.add((call.resolved() ? "outside " : "named ") + call.name()));
      return told;
    }
  }

  List<String> callers(String symbol) {
    return callers(symbol, _ -> true);
  }

  List<String> callers(String symbol, Predicate<String> repositories) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      CallGraph graph = new CallGraph(snapshot.links(), repositories);
      return graph.callers(id(symbol)).orElseThrow().callers().stream()
          .map(caller ->
              "%s %s %s".formatted(caller.certainty().word(), symbol(caller.id()), caller.lines()))
          .toList();
    }
  }

  Relatives relatives(String symbol) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      return new CallGraph(snapshot.links(), _ -> true).relatives(id(symbol)).orElseThrow();
    }
  }

  String symbol(MethodId id) {
    MethodUnit unit = units.get(id);
    return unit == null ? "?" : unit.symbol();
  }

  @Override
  public void close() {
    store.close();
  }
}
