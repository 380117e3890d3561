package dev.kenning.embeddings.training;

import ai.djl.Device;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The model under training as the loop sees it: texts in, vectors out, and gradients of the
/// weights for gradients of the vectors. The texts of a batch are sorted by length and cut into
/// passes of a bounded number of padded tokens; which texts share a pass depends on the texts
/// alone, so equal batches give equal numbers.
///
/// For one thread, always the same; the processors are used inside each operator.
final class Student implements AutoCloseable {
  private final TrainingConfig config;
  private final Tokenizer tokenizer;
  private final Prompts prompts;
  private final Replica replica;
  private List<List<Integer>> passes = List.of(); // of the batch whose graphs are kept

  /// What the model wants before a text.
  record Prompts(String query, String passage) {}

  /// Unit vectors in the order of the texts.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, inside this package
  record Vectors(float[][] queries, float[][] candidates) {}

  private Student(TrainingConfig config, Tokenizer tokenizer, Prompts prompts, Replica replica) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.prompts = prompts;
    this.replica = replica;
  }

  /// @param archive one that [dev.kenning.embeddings.torchscript.BertArchive#writeTrainable] wrote
  /// @param tokenizer is not closed
  static Student open(
      Path archive,
      EngineConfig engine,
      Device device,
      TrainingConfig config,
      Tokenizer tokenizer,
      Prompts prompts) {
    return new Student(config, tokenizer, prompts, Replica.open(archive, engine, device));
  }

  /// A copy of the weights.
  Map<String, float[]> weights() {
    return replica.weights();
  }

  void set(Map<String, float[]> weights) {
    replica.set(weights);
  }

  /// Vectors of a batch; their graphs are kept for [#backward].
  Vectors forward(List<String> queries, List<String> candidates) {
    return vectors(queries, candidates, true);
  }

  /// Vectors alone.
  Vectors encode(List<String> queries, List<String> candidates) {
    return vectors(queries, candidates, false);
  }

  private Vectors vectors(List<String> queries, List<String> candidates, boolean withGraph) {
    List<TokenizedText> texts = new ArrayList<>();
    queries.forEach(text -> texts.add(tokens(prompts.query() + text, config.queryTokenCount())));
    candidates.forEach(
        text -> texts.add(tokens(prompts.passage() + text, config.passageTokenCount())));
    List<List<Integer>> cut = passes(texts);
    float[][] all = new float[texts.size()][];
    for (List<Integer> pass : cut) {
      List<TokenizedText> own = pass.stream().map(texts::get).toList();
      float[][] rows = withGraph ? replica.forward(own) : replica.encode(own);
      for (int row = 0; row < rows.length; row++) {
        all[pass.get(row)] = rows[row];
      }
    }
    if (withGraph) {
      passes = cut;
    }
    return new Vectors(
        Arrays.copyOfRange(all, 0, queries.size()),
        Arrays.copyOfRange(all, queries.size(), all.length));
  }

  private TokenizedText tokens(String text, int limit) {
    return tokenizer.tokenize(text).cutTo(limit);
  }

  private List<List<Integer>> passes(List<TokenizedText> texts) {
    List<Integer> byLength =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -texts.get(i).tokenCount()))
            .toList();
    List<List<Integer>> cut = new ArrayList<>();
    int first = 0;
    while (first < byLength.size()) {
      int longest = texts.get(byLength.get(first)).tokenCount();
      int end = Math.min(byLength.size(), first + Math.max(1, config.passTokenCount() / longest));
      cut.add(byLength.subList(first, end));
      first = end;
    }
    return cut;
  }

  /// The gradients of the batch that was last given to [#forward].
  Map<String, float[]> backward(float[][] querySlopes, float[][] candidateSlopes) {
    List<float[][]> slopes = new ArrayList<>();
    for (List<Integer> pass : passes) {
      slopes.add(
          pass.stream()
              .map(i ->
                  i < querySlopes.length ? querySlopes[i] : candidateSlopes[i - querySlopes.length])
              .toArray(float[][]::new));
    }
    replica.backward(slopes);
    return replica.drainGradients();
  }

  @Override
  public void close() {
    replica.close();
  }
}
