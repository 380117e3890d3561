package dev.kenning.embeddings.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.kenning.embeddings.encoder.TestEngine;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplicaIT {
  @TempDir private Path folder;

  @Test
  void gradientsAreTheSlopesThatSmallChangesOfAWeightShow() throws Exception {
    Path archive = TinyBert.write(folder.resolve("tiny.pt"), 3);
    try (Replica replica = Replica.open(archive, TestEngine.CONFIG, Device.cpu())) {
      List<TokenizedText> texts =
          List.of(
              new TokenizedText(new long[] {1, 5, 9, 2}, 0),
              new TokenizedText(new long[] {1, 7, 2}, 0));
      float[][] slope = {row(1, 8), row(2, 8)};
      replica.forward(texts);
      replica.backward(List.<float[][]>of(slope));
      Map<String, float[]> weights = replica.weights();
      Map<String, float[]> gradients = replica.drainGradients();
      for (String name : List.of("layer0_query_key_value_weight", "layer1_output_bias")) {
        float[] weight = requireNonNull(weights.get(name));
        float[] gradient = requireNonNull(gradients.get(name));
        for (int i : new int[] {0, 3, 7}) {
          float kept = weight[i];
          weight[i] = kept + 1e-2f;
          replica.set(weights);
          double above = dot(replica.encode(texts), slope);
          weight[i] = kept - 1e-2f;
          replica.set(weights);
          double below = dot(replica.encode(texts), slope);
          weight[i] = kept;
          assertThat((double) gradient[i])
              .as(name + " " + i)
              .isCloseTo((above - below) / 2e-2, within(2e-3));
        }
      }
    }
  }

  @Test
  void gradientsBeginAtZeroAgainOnceDrained() throws Exception {
    Path archive = TinyBert.write(folder.resolve("tiny.pt"), 3);
    try (Replica replica = Replica.open(archive, TestEngine.CONFIG, Device.cpu())) {
      List<TokenizedText> texts = List.of(new TokenizedText(new long[] {1, 5, 2}, 0));
      replica.forward(texts);
      replica.backward(List.<float[][]>of(new float[][] {row(1, 8)}));
      assertThat(replica.drainGradients()).isNotEmpty();
      assertThat(replica.drainGradients().values())
          .allSatisfy(values -> assertThat(values).containsOnly(0f));
    }
  }

  private static float[] row(int seed, int length) {
    float[] row = new float[length];
    for (int i = 0; i < length; i++) {
      row[i] = (float) Math.sin(seed * 10 + i);
    }
    return row;
  }

  private static double dot(float[][] a, float[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int d = 0; d < a[i].length; d++) {
        sum += (double) a[i][d] * b[i][d];
      }
    }
    return sum;
  }
}
