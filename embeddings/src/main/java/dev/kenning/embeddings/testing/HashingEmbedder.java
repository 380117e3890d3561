package dev.kenning.embeddings.testing;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An embedder without a model, for tests: texts that share words are near, texts that share none
/// are close to orthogonal.
///
/// Each word (identifiers are split at case changes and digits, letters lowered) is hashed to a
/// fixed pseudo-random direction; a text is the sum of its words' directions, each weighted with `1
/// + ln(occurrences)`, scaled to norm 1. So the cosine of two texts is about the overlap of their
///   bags of words. A text without words has a direction of its own. Safe for many threads.
public final class HashingEmbedder implements Embedder {
  private static final Pattern WORD =
      Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\p{Nd}+|\\p{Lo}+");
  private static final String NO_WORDS = "";

  /// What a model adds at both ends of a text.
  private static final int SPECIAL_TOKEN_COUNT = 2;

  private final ModelId model;
  private final int dimensionCount;
  private final int maxTokenCount;
  private volatile boolean closed;

  /// 256 dimensions and 512 tokens, named `hashing@fp32`.
  public HashingEmbedder() {
    this(new ModelId("hashing", "fp32"), 256, 512);
  }

  /// @param dimensionCount at least 2
  /// @param maxTokenCount words read of a text, plus 2; at least 3
  public HashingEmbedder(ModelId model, int dimensionCount, int maxTokenCount) {
    if (dimensionCount < 2 || maxTokenCount <= SPECIAL_TOKEN_COUNT) {
      throw new IllegalArgumentException(
          "At least 2 dimensions and 3 tokens are needed, not %d and %d"
              .formatted(dimensionCount, maxTokenCount));
    }
    this.model = model;
    this.dimensionCount = dimensionCount;
    this.maxTokenCount = maxTokenCount;
  }

  @Override
  public ModelId model() {
    return model;
  }

  @Override
  public int dimensionCount() {
    return dimensionCount;
  }

  @Override
  public int maxTokenCount() {
    return maxTokenCount;
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    checkUsable(deadline);
    return embed(text, EmbeddedText.Origin.MODEL);
  }

  @Override
  public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
    checkUsable(deadline);
    Map<String, EmbeddedText> first = new HashMap<>();
    List<EmbeddedText> answers = new ArrayList<>(texts.size());
    for (String text : texts) {
      deadline.check("embedding a passage");
      EmbeddedText known = first.get(text);
      if (known == null) {
        known = embed(text, EmbeddedText.Origin.MODEL);
        first.put(text, known);
        answers.add(known);
      } else {
        answers.add(
            new EmbeddedText(
                known.embedding(),
                known.tokenCount(),
                known.truncatedTokenCount(),
                EmbeddedText.Origin.DUPLICATE));
      }
    }
    return List.copyOf(answers);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void checkUsable(Deadline deadline) {
    if (closed) {
      throw new EmbedderUnavailableException("The embedder is closed");
    }
    deadline.check("embedding");
  }

  private EmbeddedText embed(String text, EmbeddedText.Origin origin) {
    List<String> words = words(text);
    int read = Math.min(words.size(), maxTokenCount - SPECIAL_TOKEN_COUNT);
    return new EmbeddedText(
        direction(words.subList(0, read)), read + SPECIAL_TOKEN_COUNT, words.size() - read, origin);
  }

  private Embedding direction(List<String> words) {
    Map<String, Integer> occurrences = new HashMap<>();
    for (String word : words.isEmpty() ? List.of(NO_WORDS) : words) {
      occurrences.merge(word, 1, Integer::sum);
    }
    double[] sum = new double[dimensionCount];
    // In the order of the words, since float addition is not associative and a map's order is not
    // promised.
    occurrences.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> add(entry.getKey(), 1 + Math.log(entry.getValue()), sum));
    float[] values = new float[dimensionCount];
    for (int i = 0; i < dimensionCount; i++) {
      values[i] = (float) sum[i];
    }
    return Embedding.normalised(values);
  }

  private static void add(String word, double weight, double[] sum) {
    SplittableRandom random = new SplittableRandom(word.hashCode() * 0x9E3779B97F4A7C15L);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * (random.nextDouble() * 2 - 1);
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
