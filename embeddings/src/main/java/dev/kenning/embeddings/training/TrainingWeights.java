package dev.kenning.embeddings.training;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.weights.SafetensorsWriter;
import dev.kenning.embeddings.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Weights by the names the archive under training has, and their way back to the names of
/// HuggingFace's BERT, in which a model is kept: matrices that the archive joins (queries, keys and
/// values of a layer) are taken apart again, and what was frozen comes from the model that was
/// tuned. Stateless.
final class TrainingWeights {
  private TrainingWeights() {}

  /// `share` of the first and the rest of the second, number by number. The mean of a tuned model
  /// and its origin often keeps what tuning forgets (Wortsman et al., 2022, "Robust fine-tuning of
  /// zero-shot models").
  static Map<String, float[]> mixed(
      Map<String, float[]> first, Map<String, float[]> second, double share) {
    Map<String, float[]> mixed = new LinkedHashMap<>();
    first.forEach((name, values) -> {
      float[] others = require(second, name);
      float[] mean = new float[values.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (share * values[i] + (1 - share) * others[i]);
      }
      mixed.put(name, mean);
    });
    return mixed;
  }

  /// The mean of several, number by number, which often ranks better than each (Izmailov et al.,
  /// 2018, "Averaging weights leads to wider optima and better generalization"); of one, a copy.
  static Map<String, float[]> mean(List<Map<String, float[]>> several) {
    Map<String, float[]> means = new LinkedHashMap<>();
    several
        .getFirst()
        .forEach((name, values) -> {
          float[] mean = new float[values.length];
          for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (Map<String, float[]> one : several) {
              sum += require(one, name)[i];
            }
            mean[i] = (float) (sum / several.size());
          }
          means.put(name, mean);
        });
    return means;
  }

  /// Writes a whole model in 16 bits: the tuned weights, and the tables of `origin`.
  ///
  /// @param origin the weights file that was tuned
  static void write(
      Map<String, float[]> tuned,
      Path origin,
      WeightsFormat format,
      Architecture sizes,
      Path target)
      throws IOException {
    SafetensorsWriter out = new SafetensorsWriter();
    int hidden = sizes.hiddenSize();
    try (WeightsFile file = WeightsFile.open(origin, format)) {
      for (String table : List.of("word", "position", "token_type")) {
        String name = "embeddings." + table + "_embeddings.weight";
        long rows = file.shape(name).getFirst();
        out.addHalves(name, file.read(name, rows, hidden), rows, hidden);
      }
    }
    norm(out, tuned, "embedding_norm", "embeddings.LayerNorm");
    for (int layer = 0; layer < sizes.layerCount(); layer++) {
      String from = "layer" + layer + "_";
      String to = "encoder.layer." + layer + ".";
      String self = to + "attention.self.";
      if (tuned.containsKey(from + "query_key_value_weight")) {
        split(
            out,
            tuned,
            from + "query_key_value",
            hidden,
            List.of(self + "query", self + "key", self + "value"));
      } else { // the last layer of a model that reads its first token alone
        split(out, tuned, from + "query", hidden, List.of(self + "query"));
        split(out, tuned, from + "key_value", hidden, List.of(self + "key", self + "value"));
      }
      split(out, tuned, from + "attention_output", hidden, List.of(to + "attention.output.dense"));
      norm(out, tuned, from + "attention_norm", to + "attention.output.LayerNorm");
      split(out, tuned, from + "intermediate", hidden, List.of(to + "intermediate.dense"));
      split(out, tuned, from + "output", sizes.intermediateSize(), List.of(to + "output.dense"));
      norm(out, tuned, from + "output_norm", to + "output.LayerNorm");
    }
    out.write(target);
  }

  private static void norm(
      SafetensorsWriter out, Map<String, float[]> tuned, String from, String to) {
    for (String part : List.of("weight", "bias")) {
      float[] values = require(tuned, from + "_" + part);
      out.addHalves(to + "." + part, values, values.length);
    }
  }

  /// A linear layer whose outputs are those of several, one after the other.
  private static void split(
      SafetensorsWriter out,
      Map<String, float[]> tuned,
      String from,
      int inputCount,
      List<String> to) {
    float[] weight = require(tuned, from + "_weight");
    float[] bias = require(tuned, from + "_bias");
    int outputs = bias.length / to.size();
    for (int i = 0; i < to.size(); i++) {
      int first = i * outputs;
      out.addHalves(
          to.get(i) + ".weight",
          Arrays.copyOfRange(weight, first * inputCount, (first + outputs) * inputCount),
          outputs,
          inputCount);
      out.addHalves(to.get(i) + ".bias", Arrays.copyOfRange(bias, first, first + outputs), outputs);
    }
  }

  private static float[] require(Map<String, float[]> tensors, String name) {
    float[] tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("There is no tensor " + name);
    }
    return tensor;
  }
}
