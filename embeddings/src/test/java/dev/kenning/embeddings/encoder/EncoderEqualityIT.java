package dev.kenning.embeddings.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.conversion.LoadedModel;
import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our vectors are the published model's: on 200 whole methods and 50 queries, from one token to
/// the limit, alone and in mixed batches, against ONNX Runtime.
///
/// Passes run side by side on as many threads as there are processors, as they do in the product.
class EncoderEqualityIT {
  private static final int METHOD_COUNT = 200;
  private static final int QUERY_COUNT = 50;
  private static final int MIXED_BATCH_SIZE = 4;
  private static final float EQUAL = 0.9999f;

  /// What a conversion must keep; measured 0.995 for bge and 0.973 for MiniLM.
  private static final float NEAR = 0.95f;

  private static final int NEAR_EVERY = 8;

  @ParameterizedTest
  @ValueSource(strings = {"bge-small-en-v1.5", "all-MiniLM-L6-v2"})
  void vectorsEqualThoseOfOnnxRuntime(String id) throws Exception {
    CatalogueModel model = ModelCatalogue.read(TestEngine.MODELS).require(id);
    List<TokenizedText> texts;
    try (LoadedModel opened = open(model, Precision.FP32)) {
      texts = texts(opened.tokenizer());
    }
    int limit = model.manifest().maxTokenCount();
    assertThat(texts.get(1).tokenCount()).as("one token between the marks").isEqualTo(3);
    assertThat(texts.getLast().tokenCount()).as("longest").isEqualTo(limit);
    System.out.printf(
        "%s: %d texts, median %d tokens, %d in all, %d of them at the limit of %d%n",
        id,
        texts.size(),
        texts.get(texts.size() / 2).tokenCount(),
        texts.stream().mapToInt(TokenizedText::tokenCount).sum(),
        texts.stream().filter(text -> text.tokenCount() == limit).count(),
        limit);
    List<Embedding> truth;
    try (OnnxReference reference = new OnnxReference(model)) {
      truth = sideBySide(texts, reference::embed);
    }
    assertThat(leastCosine(model, Precision.FP32, texts, truth)).isGreaterThanOrEqualTo(EQUAL);
    assertThat(leastCosine(model, Precision.FP16, texts, truth)).isGreaterThanOrEqualTo(EQUAL);
    assertThat(leastCosine(model, Precision.INT8, some(texts), some(truth)))
        .isGreaterThanOrEqualTo(NEAR);
  }

  private static <T> List<T> some(List<T> all) {
    return IntStream.range(0, all.size())
        .filter(i -> i % NEAR_EVERY == 0)
        .mapToObj(all::get)
        .toList();
  }

  /// Shortest first: nothing, one word, queries, methods, and more than the model takes.
  private static List<TokenizedText> texts(Tokenizer tokenizer) {
    List<String> methods = RealMethods.methods(METHOD_COUNT);
    List<String> all = new ArrayList<>(methods);
    for (int i = 0; i < QUERY_COUNT; i++) {
      all.add(intent(methods.get(i * METHOD_COUNT / QUERY_COUNT)));
    }
    all.add("x");
    all.add("");
    all.add(String.join("\n", methods.subList(0, 20)));
    return all.stream()
        .map(tokenizer::tokenize)
        .sorted(Comparator.comparingInt(TokenizedText::tokenCount))
        .toList();
  }

  /// The first words of a method's documentation, as a person would ask.
  private static String intent(String method) {
    String words = method.replaceAll("[^A-Za-z]+", " ").strip();
    return words.substring(0, Math.min(words.length(), 60));
  }

  /// The least cosine of any text, embedded alone and among others of every length.
  private static float leastCosine(
      CatalogueModel model, Precision precision, List<TokenizedText> texts, List<Embedding> truth)
      throws Exception {
    try (LoadedModel opened = open(model, precision)) {
      Encoder encoder = opened.encoder();
      List<Float> alone =
          sideBySide(
              IntStream.range(0, texts.size()).boxed().toList(),
              place -> leastOfBatch(encoder, List.of(place), texts, truth));
      List<Float> mixed =
          sideBySide(
              mixedBatches(texts.size()), places -> leastOfBatch(encoder, places, texts, truth));
      float least = Math.min(Collections.min(alone), Collections.min(mixed));
      System.out.printf("%s: least cosine %.7f%n", encoder.model(), least);
      return least;
    }
  }

  /// Places of texts far apart in length, each place in one batch.
  private static List<List<Integer>> mixedBatches(int textCount) {
    int batchCount = (textCount + MIXED_BATCH_SIZE - 1) / MIXED_BATCH_SIZE;
    return IntStream.range(0, batchCount)
        .mapToObj(first ->
            IntStream.iterate(first, place -> place < textCount, place -> place + batchCount)
                .boxed()
                .toList())
        .toList();
  }

  private static float leastOfBatch(
      Encoder encoder, List<Integer> places, List<TokenizedText> texts, List<Embedding> truth) {
    List<Embedding> made = encoder.encode(places.stream().map(texts::get).toList());
    float least = 1;
    for (int i = 0; i < made.size(); i++) {
      least = Math.min(least, made.get(i).cosine(truth.get(places.get(i))));
    }
    return least;
  }

  private static <T, R> List<R> sideBySide(List<T> inputs, Pass<T, R> pass) throws Exception {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("equality-", 0).factory())) {
      List<R> results = new ArrayList<>();
      for (Future<R> result :
          threads.invokeAll(
              inputs.stream().<Callable<R>>map(input -> () -> pass.of(input)).toList())) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static LoadedModel open(CatalogueModel model, Precision precision) {
    return new ModelOpener(TestEngine.MODELS, TestEngine.CONFIG).open(model, precision);
  }

  @FunctionalInterface
  private interface Pass<T, R> {
    R of(T input) throws Exception;
  }
}
