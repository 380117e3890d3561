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
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our vectors are the published model's: on 200 real methods and 50 queries, from one token to the
/// limit, alone and in mixed batches, against ONNX Runtime.
class EncoderEqualityIT {
  private static final int METHOD_COUNT = 200;
  private static final int QUERY_COUNT = 50;
  private static final int MIXED_BATCH_SIZE = 8;

  /// One method in twelve is taken whole, the others to some hundred tokens: every length is met,
  /// and the test stays short.
  private static final int WHOLE_EVERY = 12;

  private static final int CHARACTERS_OF_OTHERS = 280;
  private static final float EQUAL = 0.9999f;

  /// What a conversion must keep; measured 0.995 for bge and 0.973 for MiniLM.
  private static final float NEAR = 0.95f;

  @ParameterizedTest
  @ValueSource(strings = {"bge-small-en-v1.5", "all-MiniLM-L6-v2"})
  void vectorsEqualThoseOfOnnxRuntime(String id) throws Exception {
    CatalogueModel model = ModelCatalogue.read(TestEngine.MODELS).require(id);
    List<TokenizedText> texts;
    try (LoadedModel opened = open(model, Precision.FP32)) {
      texts = texts(opened.tokenizer());
    }
    assertThat(texts.getFirst().tokenCount()).as("shortest").isLessThanOrEqualTo(3);
    assertThat(texts.getLast().tokenCount())
        .as("longest")
        .isEqualTo(model.manifest().maxTokenCount());
    List<Embedding> truth = new ArrayList<>();
    try (OnnxReference reference = new OnnxReference(model)) {
      for (TokenizedText text : texts) {
        truth.add(reference.embed(text));
      }
    }
    assertThat(leastCosine(model, Precision.FP32, texts, truth)).isGreaterThanOrEqualTo(EQUAL);
    assertThat(leastCosine(model, Precision.FP16, texts, truth)).isGreaterThanOrEqualTo(EQUAL);
    List<Integer> some = IntStream.range(0, texts.size()).filter(i -> i % 8 == 0).boxed().toList();
    assertThat(
            leastCosine(
                model,
                Precision.INT8,
                some.stream().map(texts::get).toList(),
                some.stream().map(truth::get).toList()))
        .isGreaterThanOrEqualTo(NEAR);
  }

  /// Shortest first.
  private static List<TokenizedText> texts(Tokenizer tokenizer) {
    List<String> methods = RealMethods.methods(METHOD_COUNT);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < METHOD_COUNT; i++) {
      String method = methods.get(i);
      int length = i % WHOLE_EVERY == 0 ? method.length() : CHARACTERS_OF_OTHERS;
      all.add(method.substring(0, Math.min(length, method.length())));
    }
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
      CatalogueModel model, Precision precision, List<TokenizedText> texts, List<Embedding> truth) {
    float least = 1;
    double sum = 0;
    try (LoadedModel opened = open(model, precision)) {
      for (int i = 0; i < texts.size(); i++) {
        Embedding alone = opened.encoder().encode(List.of(texts.get(i))).getFirst();
        sum += alone.cosine(truth.get(i));
        least = Math.min(least, alone.cosine(truth.get(i)));
      }
      for (int first = 0; first < texts.size(); first += MIXED_BATCH_SIZE) {
        least = Math.min(least, leastInMixedBatch(opened.encoder(), texts, truth, first));
      }
      System.out.printf(
          "%s: least cosine %.7f, mean %.7f%n",
          opened.encoder().model(), least, sum / texts.size());
    }
    return least;
  }

  /// A batch of texts far apart in length.
  private static float leastInMixedBatch(
      Encoder encoder, List<TokenizedText> texts, List<Embedding> truth, int first) {
    List<Integer> picked = new ArrayList<>();
    for (int i = 0; i < MIXED_BATCH_SIZE && first + i < texts.size(); i++) {
      picked.add((first / MIXED_BATCH_SIZE + i * texts.size() / MIXED_BATCH_SIZE) % texts.size());
    }
    List<Embedding> made = encoder.encode(picked.stream().map(texts::get).toList());
    float least = 1;
    for (int i = 0; i < made.size(); i++) {
      least = Math.min(least, made.get(i).cosine(truth.get(picked.get(i))));
    }
    return least;
  }

  private static LoadedModel open(CatalogueModel model, Precision precision) {
    return new ModelOpener(TestEngine.MODELS, TestEngine.CONFIG).open(model, precision);
  }
}
