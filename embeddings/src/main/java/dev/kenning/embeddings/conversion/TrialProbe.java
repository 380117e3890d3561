package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.encoder.TorchScriptEncoder;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import dev.kenning.embeddings.torchscript.LinearArchive;
import dev.kenning.embeddings.weights.Linear;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Tries: packs a small layer in the precision, computes with it, compares with Java. Packing is
/// missing where libtorch has no FBGEMM (anything but x86-64), and computing has been known to fail
/// where packing did not. Costs some ten milliseconds.
final class TrialProbe implements PrecisionProbe {
  private static final int SIZE = 16;
  private static final double LEAST_COSINE = 0.99;

  private final EngineConfig engine;

  TrialProbe(EngineConfig engine) {
    this.engine = engine;
  }

  @Override
  public Optional<String> obstacle(Precision precision) {
    try {
      float cosine = tried(precision).cosine(expected());
      return cosine >= LEAST_COSINE
          ? Optional.empty()
          : Optional.of(
              precision.label()
                  + " layers compute wrongly here: cosine "
                  + cosine
                  + " to the truth");
    } catch (ModelCorruptException | EmbedderUnavailableException e) {
      return Optional.of(
          "PyTorch cannot compute " + precision.label() + " layers here: " + e.getMessage());
    }
  }

  private Embedding tried(Precision precision) {
    try (ScratchDirectory scratch =
        ScratchDirectory.at(Files.createTempDirectory("kenning-probe"))) {
      Path archive = scratch.path().resolve("probe.pt");
      new LinearArchive(layer(), precision).write(archive);
      ModelId id = new ModelId("probe", precision.label());
      try (Encoder encoder = TorchScriptEncoder.open(archive, id, SIZE, engine)) {
        return encoder.encode(List.of(new TokenizedText(new long[SIZE], 0))).getFirst();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a probe of " + precision.label(), e);
    }
  }

  /// What the layer answers to ones: the sums of its rows.
  private static Embedding expected() {
    Linear layer = layer();
    float[] sums = layer.bias().clone();
    for (int i = 0; i < layer.weight().length; i++) {
      sums[i / SIZE] += layer.weight()[i];
    }
    return Embedding.normalised(sums);
  }

  /// Weights of different sizes and signs, the same at each call.
  private static Linear layer() {
    float[] weight = new float[SIZE * SIZE];
    float[] bias = new float[SIZE];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) Math.sin(1 + i) / (1 + i % 3);
    }
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) Math.cos(i);
    }
    return new Linear(SIZE, weight, bias);
  }
}
