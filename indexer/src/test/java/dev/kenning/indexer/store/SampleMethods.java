package dev.kenning.indexer.store;

import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.MethodWords;
import dev.kenning.indexer.passage.Passage;
import java.util.List;
import java.util.Random;
import java.util.Set;

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
        List.of());
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
