package dev.kenning.embeddings.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.kenning.embeddings.encoder.TestEngine;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tiny transformer learns which of forty words mean the same, on the real engine.
final class TrainingIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TrainingConfig CONFIG = config(40, false);

  @TempDir private Path folder;
  private Path archive;

  @BeforeEach
  void writeModel() throws Exception {
    archive = TinyBert.write(folder.resolve("tiny.pt"), 5);
  }

  @Test
  void learnsAndTellsHowFarItHasCome() throws Exception {
    List<TrainingProgress> told = new ArrayList<>();
    Training.Outcome outcome = run("a.safetensors", told::add);
    assertThat(outcome.after().getAsDouble()).isGreaterThan(outcome.before().getAsDouble() + 0.2);
    assertThat(told.getLast().step()).isEqualTo(told.getLast().stepCount());
    assertThat(told.getLast().loss()).isLessThan(told.getFirst().loss());
  }

  @Test
  void learnsAsWellWhereMatricesAreMultipliedInBfloat16() throws Exception {
    OptionalDouble exact = run("a.safetensors", _ -> {}).after();
    archive = TinyBert.write(folder.resolve("brief.pt"), 5, true);
    Training.Outcome outcome = run("b.safetensors", _ -> {});
    assertThat(outcome.after().getAsDouble())
        .isCloseTo(exact.getAsDouble(), within(0.1))
        .isGreaterThan(outcome.before().getAsDouble() + 0.2);
  }

  @Test
  void twoRunsGiveTheSameWeightsToTheLastBit() throws Exception {
    assertThat(run("a.safetensors", _ -> {}).weights())
        .usingRecursiveComparison()
        .isEqualTo(run("b.safetensors", _ -> {}).weights());
  }

  @Test
  void aRunThatWasEndedGoesOnToTheSameWeights() throws Exception {
    Map<String, float[]> whole = run("a.safetensors", _ -> {}).weights();
    assertThatThrownBy(() ->
            run(
                "b.safetensors",
                progress -> {
                  if (progress.step() == 7) {
                    Thread.currentThread().interrupt();
                  }
                }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Files.exists(folder.resolve("b.safetensors"))).isTrue();
    List<Long> steps = new ArrayList<>();
    Map<String, float[]> resumed =
        run("b.safetensors", progress -> steps.add(progress.step())).weights();
    assertThat(steps.getFirst()).isEqualTo(9);
    assertThat(resumed).usingRecursiveComparison().isEqualTo(whole);
  }

  @Test
  void aFinishedRunIsGivenAnEpochOfHardGroupsAndResumesInTheMidstOfIt() throws Exception {
    TrainingConfig once = config(1, false);
    TrainingConfig hard = config(9, true);
    Map<String, float[]> whole = run(hard, "a.safetensors", _ -> {}).weights();
    run(once, "b.safetensors", _ -> {});
    List<Long> steps = new ArrayList<>();
    assertThatThrownBy(() ->
            run(
                hard,
                "b.safetensors",
                progress -> {
                  steps.add(progress.step());
                  if (progress.step() == 6) {
                    Thread.currentThread().interrupt();
                  }
                }))
        .isInstanceOf(InterruptedException.class);
    assertThat(steps.getFirst()).isEqualTo(3);
    assertThat(run(hard, "b.safetensors", _ -> {}).weights())
        .usingRecursiveComparison()
        .isEqualTo(whole);
  }

  @Test
  void resultIsTheMeanOfTheWeightsAfterTheLastEpochsHoweverOftenTheRunWasEnded() throws Exception {
    Map<String, float[]> second = run(config(2, 1, true), "a.safetensors", _ -> {}).weights();
    Map<String, float[]> third = run(config(3, 1, true), "a.safetensors", _ -> {}).weights();
    TrainingConfig averaged = config(3, 2, true);
    assertThatThrownBy(() ->
            run(
                averaged,
                "b.safetensors",
                progress -> {
                  if (progress.step() == 4) {
                    Thread.currentThread().interrupt();
                  }
                }))
        .isInstanceOf(InterruptedException.class);
    assertThat(run(averaged, "b.safetensors", _ -> {}).weights())
        .usingRecursiveComparison()
        .isEqualTo(TrainingWeights.mean(List.of(second, third)));
  }

  @Test
  void meanOfMoreEpochsThanTheCheckpointKeepsIsRefused() throws Exception {
    run(config(2, 1, true), "a.safetensors", _ -> {});
    assertThatThrownBy(() -> run(config(2, 2, true), "a.safetensors", _ -> {}))
        .hasMessageContaining("the mean of 2 is wanted");
  }

  private static TrainingConfig config(int epochs, boolean hard) {
    return config(epochs, 1, hard);
  }

  private static TrainingConfig config(int epochs, int averaged, boolean hard) {
    return new TrainingConfig(
        11, 2, 8, 4, epochs, averaged, hard, 5e-3, 0.1, 0.01, 0.1, 0, 0.1, 8, 8, 64, 0, HOUR,
        false);
  }

  private Training.Outcome run(String checkpoint, TrainingProgress.Listener listener)
      throws Exception {
    return run(CONFIG, checkpoint, listener);
  }

  private Training.Outcome run(
      TrainingConfig config, String checkpoint, TrainingProgress.Listener listener)
      throws Exception {
    try (Student student =
        Student.open(
            archive,
            TestEngine.CONFIG,
            Device.cpu(),
            config,
            new NumberTokenizer(),
            new Student.Prompts("", ""))) {
      return new Training(
              config,
              student,
              examples(0, 16),
              examples(0, 16),
              Optional.empty(),
              folder.resolve(checkpoint),
              System::nanoTime)
          .run(listener);
    }
  }

  /// Number n is the question to number n + 16.
  private static List<TrainingExample> examples(int first, int end) {
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = first; i < end; i++) {
      examples.add(
          new TrainingExample(
              "" + (4 + i), "" + (20 + i) + " 3", List.of(), i % 2 == 0 ? "even" : "odd"));
    }
    return examples;
  }

  /// Words are token ids; 1 opens a text and 2 closes it.
  private static final class NumberTokenizer implements Tokenizer {
    @Override
    public int maxTokenCount() {
      return 32;
    }

    @Override
    public TokenizedText tokenize(String text) {
      String[] words = text.strip().split(" ");
      long[] ids = new long[words.length + 2];
      ids[0] = 1;
      for (int i = 0; i < words.length; i++) {
        ids[i + 1] = Long.parseLong(words[i]);
      }
      ids[ids.length - 1] = 2;
      return new TokenizedText(ids, 0);
    }

    @Override
    public void close() {}
  }
}
