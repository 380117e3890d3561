package dev.kenning.indexer.graph;

import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.graph.BytecodeCalls.Edge;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The calls that the graph finds in a library held against those of its class files.
///
/// @param truth calls in the class files that somebody wrote, as pairs of methods
/// @param excluded what the compiler wrote, by reason, in instructions
/// @param instructions that call a method of the library
/// @param exact pairs that the graph calls exact
/// @param right of these
/// @param sets calls that may reach one of several
/// @param holding sets that hold a true one
/// @param found true pairs that are exact or in a set
/// @param wrong exact pairs that are not true
/// @param missed true pairs that are nowhere
/// @param byName calls of which only the name is known
record GraphComparison(
    int truth,
    Map<String, Integer> excluded,
    int instructions,
    int exact,
    int right,
    int sets,
    int holding,
    int found,
    List<String> wrong,
    List<String> missed,
    List<String> empty,
    int byName) {
  static final IndexFingerprint FINGERPRINT =
      new IndexFingerprint(new ModelId("none", "1"), 4, 1, 1, 1);

  double precision() {
    return (double) right / exact;
  }

  double containment() {
    return sets == 0 ? 1 : (double) holding / sets;
  }

  double recall() {
    return (double) found / truth;
  }

  static GraphComparison of(CompiledLibrary library, MethodStore store) {
    MethodExtractor extractor = new MethodExtractor();
    Map<MethodId, MethodUnit> units = new LinkedHashMap<>();
    Embedding nowhere = Embedding.normalised(new float[] {1, 0, 0, 0});
    library
        .sources()
        .forEach((path, text) -> {
          FileKey file = new FileKey("library", path);
          List<MethodUnit> methods = extractor.extract(file, text).methods();
          methods.forEach(unit -> units.put(unit.id(), unit));
          store.replaceFile(
              file,
              "0".repeat(64),
              methods.stream()
                  .map(unit -> new IndexedMethod(unit, new Passage("x"), nowhere))
                  .toList());
        });
    store.commit(new SequenceNumber(1));
    store.refresh(new SequenceNumber(1));
    BytecodeCalls bytecode = new BytecodeCalls(library, units.values());
    try (StoreSnapshot snapshot = store.snapshot()) {
      return compare(new CallGraph(snapshot.links(), _ -> true), bytecode, units);
    }
  }

  private static GraphComparison compare(
      CallGraph graph, BytecodeCalls bytecode, Map<MethodId, MethodUnit> units) {
    Set<Edge> truth = bytecode.edges();
    Set<Edge> exact = new HashSet<>();
    Set<Edge> covered = new HashSet<>();
    List<String> empty = new ArrayList<>();
    int sets = 0;
    int holding = 0;
    int byName = 0;
    for (MethodUnit unit : units.values()) {
      Callees callees = graph.callees(unit.id()).orElseThrow();
      for (Call call : callees.calls()) {
        List<Edge> edges = call.targets().stream().map(t -> new Edge(unit.id(), t)).toList();
        covered.addAll(edges);
        if (call.certainty() == Certainty.EXACT) {
          exact.addAll(edges);
        } else {
          sets++;
          if (edges.stream().anyMatch(truth::contains)) {
            holding++;
          } else {
            empty.add(show(units, edges.getFirst()) + " " + call.lines() + " …" + edges.size());
          }
        }
      }
      byName += (int) callees.outside().stream().filter(o -> !o.resolved()).count();
    }
    List<String> wrong =
        exact.stream().filter(e -> !truth.contains(e)).map(e -> show(units, e)).sorted().toList();
    List<String> missed =
        truth.stream().filter(e -> !covered.contains(e)).map(e -> show(units, e)).sorted().toList();
    return new GraphComparison(
        truth.size(),
        bytecode.excluded(),
        bytecode.instructionCount(),
        exact.size(),
        exact.size() - wrong.size(),
        sets,
        holding,
        truth.size() - missed.size(),
        wrong,
        missed,
        empty,
        byName);
  }

  private static String show(Map<MethodId, MethodUnit> units, Edge edge) {
    MethodUnit caller = units.get(edge.caller());
    MethodUnit callee = units.get(edge.callee());
    return (caller == null
            ? "?"
            : caller.file().path() + ":" + caller.span().startLine() + " " + caller.name())
        + " -> "
        + (callee == null ? "?" : callee.symbol());
  }

  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "calls written %d, precision of exact %.4f (%d), containment %.4f (%d sets), recall %.4f, by name %d%n"
            .formatted(truth, precision(), exact, containment(), sets, recall(), byName));
    excluded.forEach((reason, count) ->
        text.append(
            "  excluded %5.2f %% of %d instructions: %s%n"
                .formatted(100.0 * count / instructions, instructions, reason)));
    return text.toString();
  }

  public static void main(String[] args) throws IOException {
    for (String jar : args) {
      Path folder = Files.createTempDirectory("graph");
      CompiledLibrary library = CompiledLibrary.of(Path.of(jar), folder);
      try (MethodStore store =
          LuceneMethodStore.open(folder.resolve("index"), FINGERPRINT, StoreConfig.DEFAULT)) {
        long begun = System.nanoTime();
        GraphComparison comparison = of(library, store);
        System.out.println(jar + "\n" + comparison.table());
        System.out.println("ms " + (System.nanoTime() - begun) / 1_000_000);
        int shown = Integer.getInteger("shown", 40);
        System.out.println("WRONG " + comparison.wrong().size());
        comparison.wrong().stream().limit(shown).forEach(System.out::println);
        System.out.println("MISSED " + comparison.missed().size());
        comparison.missed().stream().limit(shown).forEach(System.out::println);
        System.out.println("EMPTY " + comparison.empty().size());
        comparison.empty().stream().limit(shown).forEach(System.out::println);
      }
    }
  }
}
