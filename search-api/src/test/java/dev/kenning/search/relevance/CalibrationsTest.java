package dev.kenning.search.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.search.query.SearchMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CalibrationsTest {
  @Test
  void theDefaultModelHasNumbersForEveryMode() {
    for (SearchMode mode : SearchMode.values()) {
      assertThat(Calibrations.builtIn().of("bge-small-en-v1.5", mode)).as(mode.word()).isPresent();
    }
    assertThat(Calibrations.builtIn().of("another", SearchMode.HYBRID)).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Calibration some = calibration(0.25);
    Calibrations all = Calibrations.NONE.with("model", Map.of(SearchMode.HYBRID, some));
    assertThat(Calibrations.read(all.json())).isEqualTo(all);
  }

  @Test
  void othersForOneModeLeaveTheOtherModesAndModelsAsTheyAre() {
    Calibrations before =
        Calibrations.NONE
            .with(
                "model",
                Map.of(SearchMode.HYBRID, calibration(0.1), SearchMode.LEXICAL, calibration(0.2)))
            .with("other", Map.of(SearchMode.HYBRID, calibration(0.3)));
    Calibrations after = before.with("model", Map.of(SearchMode.HYBRID, calibration(0.4)));
    assertThat(after.of("model", SearchMode.HYBRID)).contains(calibration(0.4));
    assertThat(after.of("model", SearchMode.LEXICAL)).contains(calibration(0.2));
    assertThat(after.of("model", SearchMode.SEMANTIC)).isEmpty();
    assertThat(after.of("other", SearchMode.HYBRID)).contains(calibration(0.3));
  }

  @Test
  void numbersForOtherEvidenceAreRefused() {
    String json =
        Calibrations.NONE.with("model", Map.of(SearchMode.HYBRID, calibration(0.25))).json();
    assertThatThrownBy(() -> Calibrations.read(json.replace("log_rank", "rank")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("log_rank");
  }

  @Test
  void aFitFindsTheProbabilitiesThatMadeItsData() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    List<Boolean> holds = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double[] row = {random.nextGaussian(), 5 + 2 * random.nextGaussian(), random.nextDouble()};
      rows.add(row);
      holds.add(random.nextDouble() < 1 / (1 + Math.exp(-(1 + 2 * row[0] - 0.5 * row[1]))));
    }
    Logistic fit = Logistic.fit(rows, holds);
    assertThat(fit.intercept()).as("seed %s", seed).isCloseTo(1, within(0.25));
    assertThat(fit.weights().get(0)).as("seed %s", seed).isCloseTo(2, within(0.2));
    assertThat(fit.weights().get(1)).as("seed %s", seed).isCloseTo(-0.5, within(0.1));
    assertThat(fit.weights().get(2)).as("seed %s", seed).isCloseTo(0, within(0.3));
  }

  private static Calibration calibration(double absentBelow) {
    return new Calibration(
        new Logistic(-1.5, Collections.nCopies(ResultEvidence.NAMES.size(), 0.5)),
        new Logistic(0.25, Collections.nCopies(AnswerEvidence.NAMES.size(), -0.125)),
        absentBelow);
  }
}
