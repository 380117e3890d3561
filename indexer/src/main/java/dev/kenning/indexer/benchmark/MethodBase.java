package dev.kenning.indexer.benchmark;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;

/// The methods that [MethodSupply] copies: those of an index, or made-up ones.
public final class MethodBase {
  private static final int CLUSTERS = 400;
  private static final int MADE_UP_METHODS = 20_000;
  private static final int VOCABULARY = 20_000;
  private static final int MADE_UP_WORDS = 60;
  private static final double SPREAD = 0.9;

  private final String description;
  private final List<Model> models;
  private final List<float[]> vectors;

  private MethodBase(String description, List<Model> models, List<float[]> vectors) {
    this.description = description;
    this.models = models;
    this.vectors = vectors;
  }

  /// What a copy takes over from its original.
  record Model(
      String name, String type, String packageName, String signature, String doc, String code) {}

  /// All methods of an index.
  ///
  /// @throws IllegalArgumentException if it has none
  public static MethodBase of(StoreSnapshot snapshot) {
    List<Model> models = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    int count = Math.toIntExact(snapshot.methodCount());
    if (count == 0) {
      throw new IllegalArgumentException("The index has no methods to copy");
    }
    for (StoredMethod method : inOrder(snapshot, count)) {
      Optional<Embedding> embedding = snapshot.embedding(method.id());
      if (embedding.isPresent()) {
        models.add(
            new Model(
                method.name(),
                method.type(),
                method.packageName(),
                method.signature(),
                method.doc(),
                method.code()));
        vectors.add(embedding.get().toArray());
      }
    }
    return new MethodBase("copies of %d real methods".formatted(count), models, vectors);
  }

  /// By id, so that the same content gives the same copies however it came into the index.
  private static List<StoredMethod> inOrder(StoreSnapshot snapshot, int count) {
    List<StoredMethod> methods = new ArrayList<>();
    for (Candidate candidate :
        snapshot.nearestExact(anyVector(snapshot), count, new Filter.All(), Deadline.never())) {
      methods.add(snapshot.fetch(candidate.ref()));
    }
    methods.sort(Comparator.comparing(method -> method.id().value()));
    return methods;
  }

  private static Embedding anyVector(StoreSnapshot snapshot) {
    return snapshot.embedding(snapshot.fetch(0).id()).orElseThrow();
  }

  /// Vectors in clusters, words by Zipf's law.
  public static MethodBase madeUp(int dimensionCount, long seed) {
    Random random = new Random(seed);
    List<float[]> centres = new ArrayList<>();
    for (int i = 0; i < CLUSTERS; i++) {
      centres.add(Embedding.normalised(gaussian(dimensionCount, random)).toArray());
    }
    List<Model> models = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < MADE_UP_METHODS; i++) {
      vectors.add(near(centres.get(random.nextInt(CLUSTERS)), random));
      models.add(
          new Model(
              words(2, random).replace(" ", "_"),
              "com.made.up.Type" + i % CLUSTERS,
              "com.made.up",
              words(3, random),
              words(MADE_UP_WORDS / 4, random),
              words(MADE_UP_WORDS, random)));
    }
    return new MethodBase(
        "made-up methods, %d vectors in %d clusters".formatted(MADE_UP_METHODS, CLUSTERS),
        models,
        vectors);
  }

  private static float[] near(float[] centre, Random random) {
    float[] noise = gaussian(centre.length, random);
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + SPREAD * noise[i] / Math.sqrt(centre.length));
    }
    return Embedding.normalised(vector).toArray();
  }

  private static float[] gaussian(int dimensionCount, Random random) {
    float[] values = new float[dimensionCount];
    for (int i = 0; i < dimensionCount; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static String words(int count, Random random) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      // The inverse of Zipf's distribution function, with an exponent of 1.
      int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
      words.append(i == 0 ? "" : " ").append("word").append(Integer.toString(rank, 26));
    }
    return words.toString();
  }

  String description() {
    return description;
  }

  /// Tells bases with other vectors apart.
  String checksum() {
    CRC32C checksum = new CRC32C();
    for (float[] vector : vectors) {
      for (float value : vector) {
        int bits = Float.floatToIntBits(value);
        checksum.update(bits);
        checksum.update(bits >>> Byte.SIZE);
        checksum.update(bits >>> Short.SIZE);
        checksum.update(bits >>> (Short.SIZE + Byte.SIZE));
      }
    }
    return "%08x".formatted(checksum.getValue());
  }

  int size() {
    return models.size();
  }

  Model model(int index) {
    return models.get(index);
  }

  /// Not to be written to.
  float[] vector(int index) {
    return vectors.get(index);
  }
}
