package dev.kenning.indexer.store;

import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.link.MethodLinks;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.MethodWords;
import dev.kenning.indexer.passage.Passage;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Small made-up methods for the tests of stores.
public final class SampleMethods {
  public static final int DIMENSIONS = 16;
  public static final String HASH = "ab".repeat(32);
  public static final IndexFingerprint FINGERPRINT =
      new IndexFingerprint(new ModelId("test-model", "fp32"), DIMENSIONS, 1, 1, 1);

  private SampleMethods() {}

  public static FileKey file(String path) {
    return new FileKey("shop", path);
  }

  /// A public method `name` on lines 10 to 14 of `file`, with documentation.
  public static MethodUnit unit(FileKey file, String name, String doc) {
    return unit(file, name, doc, new SourceSpan(8, 10, 14), MethodKind.METHOD, Set.of("public"));
  }

  public static MethodUnit unit(
      FileKey file,
      String name,
      String doc,
      SourceSpan span,
      MethodKind kind,
      Set<String> modifiers) {
    return unit(file, name, doc, span, kind, modifiers, links(name));
  }

  private static MethodUnit unit(
      FileKey file,
      String name,
      String doc,
      SourceSpan span,
      MethodKind kind,
      Set<String> modifiers,
      MethodLinks links) {
    String folder = file.path().contains("/") ? file.path().replaceAll("/[^/]*$", "") : "";
    String packageName = folder.replace('/', '.');
    String type = packageName.isEmpty() ? "Http" : packageName + ".Http";
    return new MethodUnit(
        MethodId.of(file, List.of("Http"), kind.word(), name, List.of("Request"), 0),
        file,
        kind,
        packageName,
        type,
        "class",
        name,
        type + "." + name + "(Request)",
        "Response " + name + "(Request request)",
        "Response",
        List.of("Request"),
        List.of("request"),
        List.of("IOException"),
        modifiers,
        doc.contains("deprecated") ? List.of("Deprecated") : List.of(),
        doc,
        "",
        span,
        "Response " + name + "(Request request) { return null; }",
        3,
        true,
        file.path().contains("test"),
        new MethodWords(
            List.of("computeIfAbsent"), List.of("backoffMillis"), List.of("42"), List.of()),
        facts(name),
        links);
  }

  /// The same as [#unit(FileKey, String, String)] with links of its own.
  public static MethodUnit linked(FileKey file, String name, MethodLinks links) {
    return unit(
        file, name, "", new SourceSpan(8, 10, 14), MethodKind.METHOD, Set.of("public"), links);
  }

  /// Some links, chosen by the name.
  private static MethodLinks links(String name) {
    boolean first = Math.floorMod(name.hashCode(), 3) == 0;
    return new MethodLinks(
        "cread:1:0",
        Set.of("read", "read/0"),
        first ? "Pshop" : "",
        first ? Set.of("shop.Http") : Set.of(),
        first ? Set.of("Closeable") : Set.of());
  }

  /// Some facts, chosen by the name.
  private static List<Fact> facts(String name) {
    List<Fact> all =
        List.of(
            fact(FactKind.CALLS, "java.io.Reader.read", Resolution.RESOLVED),
            fact(FactKind.CALLS, "read", Resolution.BY_NAME),
            fact(FactKind.THROWS, "java.io.IOException", Resolution.RESOLVED),
            fact(FactKind.LOOPS, "", Resolution.RESOLVED),
            fact(FactKind.BLOCKS, "sleep", Resolution.RESOLVED));
    int choice = Math.floorMod(name.hashCode(), 1 << all.size());
    return IntStream.range(0, all.size())
        .filter(i -> (choice & 1 << i) != 0)
        .mapToObj(all::get)
        .toList();
  }

  private static Fact fact(FactKind kind, String argument, Resolution resolution) {
    return new Fact(kind, argument, resolution, kind == FactKind.LOOPS, List.of(10, 12));
  }

  public static IndexedMethod indexed(MethodUnit unit, Embedding embedding) {
    return new IndexedMethod(unit, new Passage(unit.name()), embedding);
  }

  public static IndexedMethod method(FileKey file, String name, String doc, long seed) {
    return indexed(unit(file, name, doc), vector(seed));
  }

  public static Embedding vector(long seed) {
    return vector(new Random(seed));
  }

  public static Embedding vector(Random random) {
    float[] values = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.normalised(values);
  }
}
