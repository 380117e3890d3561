package dev.kenning.embeddings.training;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.Pooling;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.torchscript.BertArchive;
import dev.kenning.embeddings.weights.BertWeights;
import dev.kenning.embeddings.weights.SafetensorsWriter;
import dev.kenning.embeddings.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// A transformer of two layers and eight dimensions with weights drawn from a seed.
final class TinyBert {
  static final Architecture SIZES = new Architecture(2, 2, 8, 16, 40, 32, 1e-12);

  private TinyBert() {}

  static Path write(Path archive, long seed) throws IOException {
    return write(archive, seed, false);
  }

  /// @param brief multiply in bfloat16
  static Path write(Path archive, long seed, boolean brief) throws IOException {
    Path weights = archive.resolveSibling("weights-" + seed + ".safetensors");
    writeWeights(weights, seed);
    try (WeightsFile file = WeightsFile.open(weights, WeightsFormat.SAFETENSORS)) {
      new BertArchive(new BertWeights(file, SIZES), Pooling.MEAN, Precision.FP32)
          .writeTrainable(archive, brief);
    }
    return archive;
  }

  static void writeWeights(Path target, long seed) throws IOException {
    Random random = new Random(seed);
    SafetensorsWriter out = new SafetensorsWriter();
    int hidden = SIZES.hiddenSize();
    out.add("embeddings.word_embeddings.weight", drawn(random, 40 * hidden), 40, hidden);
    out.add("embeddings.position_embeddings.weight", drawn(random, 32 * hidden), 32, hidden);
    out.add("embeddings.token_type_embeddings.weight", drawn(random, 2 * hidden), 2, hidden);
    norm(out, "embeddings.LayerNorm", hidden);
    for (int layer = 0; layer < SIZES.layerCount(); layer++) {
      String prefix = "encoder.layer." + layer + ".";
      for (String name :
          new String[] {
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense"
          }) {
        linear(out, random, prefix + name, hidden, hidden);
      }
      norm(out, prefix + "attention.output.LayerNorm", hidden);
      linear(out, random, prefix + "intermediate.dense", hidden, SIZES.intermediateSize());
      linear(out, random, prefix + "output.dense", SIZES.intermediateSize(), hidden);
      norm(out, prefix + "output.LayerNorm", hidden);
    }
    out.write(target);
  }

  private static void linear(
      SafetensorsWriter out, Random random, String name, int inputs, int outputs) {
    out.add(name + ".weight", drawn(random, inputs * outputs), outputs, inputs);
    out.add(name + ".bias", drawn(random, outputs), outputs);
  }

  private static void norm(SafetensorsWriter out, String name, int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    out.add(name + ".weight", ones, size);
    out.add(name + ".bias", new float[size], size);
  }

  private static float[] drawn(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * 0.3);
    }
    return values;
  }
}
