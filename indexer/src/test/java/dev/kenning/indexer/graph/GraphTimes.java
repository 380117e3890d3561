package dev.kenning.indexer.graph;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;

/// Measures what a question costs: indexes the sources of a folder without vectors that mean
/// anything, and asks for callers and callees of methods drawn at random, each with a graph of its
/// own.
///
/// `FOLDER INDEX_FOLDER`
final class GraphTimes {
  private static final int QUESTIONS = 500;

  private GraphTimes() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    MethodExtractor extractor = new MethodExtractor();
    Embedding nowhere = Embedding.normalised(new float[] {1, 0, 0, 0});
    List<MethodUnit> units = new ArrayList<>();
    try (LuceneMethodStore store =
            LuceneMethodStore.open(
                Path.of(args[1]), GraphComparison.FINGERPRINT, StoreConfig.DEFAULT);
        Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        FileKey key = new FileKey("corpus", root.relativize(file).toString());
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<MethodUnit> methods = extractor.extract(key, text).methods();
        units.addAll(methods);
        store.replaceFile(
            key,
            "0".repeat(64),
            methods.stream().map(u -> new IndexedMethod(u, new Passage("x"), nowhere)).toList());
      }
      store.commit(new SequenceNumber(1));
      store.refresh(new SequenceNumber(1));
      System.out.println("size " + store.size());
      long calls = units.stream().mapToLong(u -> u.links().calls().length()).sum();
      long outlines = units.stream().mapToLong(u -> u.links().outline().length()).sum();
      System.out.printf(
          "methods %d, characters a method: calls %.0f, outlines %.0f%n",
          units.size(), (double) calls / units.size(), (double) outlines / units.size());
      for (int round = 0; round < 2; round++) { // the first warms up
        time(
            "callees", store, units, (graph, id) -> graph.callees(id).orElseThrow().calls().size());
        time(
            "callers",
            store,
            units,
            (graph, id) -> graph.callers(id).orElseThrow().callers().size());
      }
      slowest(store, units);
    }
  }

  private static void time(
      String name,
      LuceneMethodStore store,
      List<MethodUnit> units,
      ToIntBiFunction<CallGraph, MethodId> question) {
    Random random = new Random(5);
    double[] millis = new double[QUESTIONS];
    long found = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      MethodUnit unit = units.get(random.nextInt(units.size()));
      long begun = System.nanoTime();
      try (StoreSnapshot snapshot = store.snapshot()) {
        found += question.applyAsInt(new CallGraph(snapshot.links(), _ -> true), unit.id());
      }
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "%s: p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, most %.0f ms, %.1f found each%n",
        name,
        millis[QUESTIONS / 2],
        millis[QUESTIONS * 9 / 10],
        millis[QUESTIONS * 99 / 100],
        millis[QUESTIONS - 1],
        (double) found / QUESTIONS);
  }

  private static void slowest(LuceneMethodStore store, List<MethodUnit> units) {
    record Timed(String symbol, double millis) {}
    Random random = new Random(5);
    List<Timed> timed = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      MethodUnit unit = units.get(random.nextInt(units.size()));
      long begun = System.nanoTime();
      try (StoreSnapshot snapshot = store.snapshot()) {
        new CallGraph(snapshot.links(), _ -> true).callers(unit.id());
      }
      timed.add(new Timed(unit.symbol(), (System.nanoTime() - begun) / 1e6));
    }
    timed.sort(Comparator.comparingDouble(Timed::millis).reversed());
    timed.stream().limit(8).forEach(System.out::println);
  }
}
