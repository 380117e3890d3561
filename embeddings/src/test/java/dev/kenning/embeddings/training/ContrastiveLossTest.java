package dev.kenning.embeddings.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.embeddings.training.ContrastiveLoss.Result;
import dev.kenning.embeddings.training.ContrastiveLoss.Teacher;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ContrastiveLossTest {
  private static final double STEP = 1e-3;
  private final Random random = new Random(7);
  private final ContrastiveLoss loss = new ContrastiveLoss(0.2);

  @Test
  void gradientsAreTheSlopesOfTheLoss() {
    requireSlopes(vectors(3), vectors(5), new boolean[3][5], null);
  }

  @Test
  void gradientsAreTheSlopesWithATeacherAndWithPairsLeftOut() {
    boolean[][] excluded = new boolean[3][5];
    excluded[0][1] = true;
    excluded[2][4] = true;
    float[][] cosines = vectors(3, 5);
    requireSlopes(vectors(3), vectors(5), excluded, new Teacher(cosines, 0.1, 0.6));
  }

  @Test
  void costsNothingWhenEveryAnswerIsFarNearerThanTheRest() {
    float[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    assertThat(new ContrastiveLoss(0.01).of(axes, axes, new boolean[3][3], null).value())
        .isCloseTo(0, within(1e-9));
  }

  @Test
  void aPairThatIsLeftOutHasNoSay() {
    float[][] queries = {{1, 0}, {0, 1}};
    float[][] same = {{1, 0}, {1, 0}};
    boolean[][] excluded = {{false, true}, {true, false}};
    Result result = loss.of(queries, same, excluded, null);
    assertThat(result.value()).isCloseTo(0, within(1e-9));
  }

  private void requireSlopes(
      float[][] queries, float[][] candidates, boolean[][] excluded, @Nullable Teacher teacher) {
    Result result = loss.of(queries, candidates, excluded, teacher);
    compare(queries, result.queryGradients(), queries, candidates, excluded, teacher);
    compare(candidates, result.candidateGradients(), queries, candidates, excluded, teacher);
  }

  private void compare(
      float[][] moved,
      float[][] gradients,
      float[][] queries,
      float[][] candidates,
      boolean[][] excluded,
      @Nullable Teacher teacher) {
    for (int row = 0; row < moved.length; row++) {
      for (int d = 0; d < moved[row].length; d++) {
        float kept = moved[row][d];
        moved[row][d] = (float) (kept + STEP);
        double above = loss.of(queries, candidates, excluded, teacher).value();
        moved[row][d] = (float) (kept - STEP);
        double below = loss.of(queries, candidates, excluded, teacher).value();
        moved[row][d] = kept;
        assertThat((double) gradients[row][d])
            .isCloseTo((above - below) / (2 * STEP), within(2e-3));
      }
    }
  }

  private float[][] vectors(int count) {
    return vectors(count, 4);
  }

  private float[][] vectors(int count, int dimensions) {
    float[][] vectors = new float[count][dimensions];
    for (float[] vector : vectors) {
      for (int d = 0; d < dimensions; d++) {
        vector[d] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }
}
