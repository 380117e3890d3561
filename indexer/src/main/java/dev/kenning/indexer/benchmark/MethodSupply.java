package dev.kenning.indexer.benchmark;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.link.MethodLinks;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.MethodWords;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.store.IndexedMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes any number of methods out of a few: each is a copy of one of a base, its vector turned a
/// little, in a file of [#METHODS_PER_FILE].
///
/// Repositories are sized for filters: `r50` holds half of the files, `r5` a twentieth, `r05` a two
/// hundredth, `rest` the others; which file falls where is a matter of chance, so a filter says
/// nothing about the vectors it keeps. Safe for any thread.
final class MethodSupply {
  static final int METHODS_PER_FILE = 15;
  // Cosine of a copy to its original; neighbours of real methods lie about as close.
  private static final double COPY_COSINE_MIN = 0.80;
  private static final double COPY_COSINE_MAX = 0.97;
  private static final double QUERY_COSINE = 0.75;
  private static final int QUERY_WORDS = 8;
  private static final int LINES_PER_METHOD = 20;

  private final MethodBase base;
  private final long seed;

  MethodSupply(MethodBase base, long seed) {
    this.base = base;
    this.seed = seed;
  }

  String description() {
    return base.description();
  }

  int dimensionCount() {
    return base.vector(0).length;
  }

  static int fileCount(int methodCount) {
    return (methodCount + METHODS_PER_FILE - 1) / METHODS_PER_FILE;
  }

  FileKey file(int fileNumber) {
    Random random = random(fileNumber, 0);
    int lot = random.nextInt(1_000);
    String repository = lot < 500 ? "r50" : lot < 550 ? "r5" : lot < 555 ? "r05" : "rest";
    return new FileKey(repository, "src/p%d/F%d.java".formatted(fileNumber % 100, fileNumber));
  }

  /// The methods of a file; another revision has other vectors.
  List<IndexedMethod> methods(int fileNumber, int revision, int methodCount) {
    List<IndexedMethod> methods = new ArrayList<>();
    int from = fileNumber * METHODS_PER_FILE;
    for (int i = from; i < Math.min(methodCount, from + METHODS_PER_FILE); i++) {
      methods.add(method(file(fileNumber), i, revision));
    }
    return methods;
  }

  private IndexedMethod method(FileKey file, int number, int revision) {
    Random random = random(number, 1 + revision);
    MethodBase.Model model = base.model(number % base.size());
    float[] vector = base.vector(number % base.size());
    boolean original = number < base.size() && revision == 0;
    double cosine = COPY_COSINE_MIN + (COPY_COSINE_MAX - COPY_COSINE_MIN) * random.nextDouble();
    Embedding embedding = original ? Embedding.normalised(vector) : turned(vector, cosine, random);
    return new IndexedMethod(unit(file, number, model), new Passage(model.name()), embedding);
  }

  private static MethodUnit unit(FileKey file, int number, MethodBase.Model model) {
    int line = 1 + number % METHODS_PER_FILE * LINES_PER_METHOD;
    String name = model.name();
    return new MethodUnit(
        MethodId.of(file, List.of(model.type()), "method", name, List.of(), number),
        file,
        MethodKind.METHOD,
        model.packageName(),
        model.type(),
        "class",
        name,
        model.type() + "." + name,
        model.signature(),
        "",
        List.of(model.signature()),
        List.of(),
        List.of(),
        Set.of("public"),
        List.of(),
        model.doc(),
        "",
        new SourceSpan(line, line + 1, line + LINES_PER_METHOD - 1),
        model.code(),
        5,
        true,
        false,
        new MethodWords(List.of(), List.of(model.code()), List.of(), List.of()),
        List.of(),
        MethodLinks.NONE);
  }

  /// A vector near a random one of the base, as an intent lies near what it asks for.
  Embedding query(int number) {
    Random random = random(number, -1);
    return turned(base.vector(random.nextInt(base.size())), QUERY_COSINE, random);
  }

  /// Words of one method's text.
  String queryText(int number) {
    Random random = random(number, -2);
    MethodBase.Model model = base.model(random.nextInt(base.size()));
    String[] words = (model.doc().isBlank() ? model.code() : model.doc()).split("\\W+");
    int from = random.nextInt(Math.max(1, words.length - QUERY_WORDS));
    List<String> some = List.of(words).subList(from, Math.min(words.length, from + QUERY_WORDS));
    return model.name() + " " + String.join(" ", some);
  }

  private static Embedding turned(float[] vector, double cosine, Random random) {
    float[] turned = new float[vector.length];
    // Against a vector of many dimensions noise is all but orthogonal, so lengths give the angle.
    double noise = Math.sqrt((1 / (cosine * cosine) - 1) / vector.length);
    for (int i = 0; i < vector.length; i++) {
      turned[i] = (float) (vector[i] + noise * random.nextGaussian());
    }
    return Embedding.normalised(turned);
  }

  private Random random(int number, int purpose) {
    return new Random(seed + 1_000_003L * number + 7_919L * purpose);
  }
}
