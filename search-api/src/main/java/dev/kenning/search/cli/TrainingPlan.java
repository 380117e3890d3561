package dev.kenning.search.cli;

import dev.kenning.embeddings.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A training as it is written down: which model, on which libraries, how.
///
/// ```json
/// {
///   "base": "all-MiniLM-L6-v2",
///   "teacher": "bge-small-en-v1.5",
///   "libraries": ["com.google.code.gson:gson:2.13.1"],
///   "held_out_libraries": ["commons-cli:commons-cli:1.9.0"],
///   "with_tests": ["commons-cli:commons-cli:1.9.0"],
///   "exclude": ["org/example/shaded/**"],
///   "kept_out_libraries": ["commons-io:commons-io:2.18.0"],
///   "max_pairs_per_library": 2000,
///   "epochs": 2, "averaged_epochs": 2, "hard_groups": true, "batch_size": 64, "group_size": 16, "seed": 1
/// }
/// ```
///
/// A library is a Maven coordinate, whose sources are expected as `ARTIFACT-VERSION-sources.jar`,
/// or a path relative to the plan. What is not given is as in [TrainingConfig#DEFAULT].
///
/// @param base the model that is tuned
/// @param teacher the model that is imitated, if any
/// @param libraries what is learnt from
/// @param heldOut what is only scored
/// @param tested libraries whose tests are read too, from `ARTIFACT-VERSION-test-sources.jar`
/// @param excluded globs of paths inside the archives that are not read
/// @param keptOut libraries that models are judged on: no question is made of a sentence that they
///   say of a method
/// @param maxPairsPerLibrary so that no library drowns the others
/// @param maxHeldOutCount questions scored at each checkpoint
/// @param config the rest
record TrainingPlan(
    String base,
    Optional<String> teacher,
    List<String> libraries,
    List<String> heldOut,
    List<String> tested,
    List<String> excluded,
    List<String> keptOut,
    int maxPairsPerLibrary,
    int maxHeldOutCount,
    TrainingConfig config) {
  private static final Set<String> KNOWN =
      Set.of(
          "base",
          "teacher",
          "libraries",
          "held_out_libraries",
          "with_tests",
          "exclude",
          "kept_out_libraries",
          "max_pairs_per_library",
          "max_held_out",
          "seed",
          "batch_size",
          "group_size",
          "epochs",
          "averaged_epochs",
          "hard_groups",
          "peak_rate",
          "warm_up",
          "weight_decay",
          "temperature",
          "teacher_weight",
          "teacher_temperature",
          "query_tokens",
          "passage_tokens",
          "pass_tokens",
          "origin_share",
          "checkpoint_seconds",
          "bfloat16");

  /// @throws WrongCallException naming what is wrong in the file
  static TrainingPlan read(Path file, int threadCount) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      throw new WrongCallException(
          "The plan %s cannot be read: %s".formatted(file, e.getMessage()));
    }
    for (String name : root.propertyNames()) {
      if (!KNOWN.contains(name)) {
        throw new WrongCallException(
            "The plan %s has '%s'; known are %s."
                .formatted(file, name, String.join(", ", KNOWN.stream().sorted().toList())));
      }
    }
    if (!root.path("base").isString() || root.path("libraries").isEmpty()) {
      throw new WrongCallException(
          "The plan %s needs \"base\", a model's id, and \"libraries\", a list.".formatted(file));
    }
    try {
      return new TrainingPlan(
          root.path("base").stringValue(),
          root.has("teacher") ? Optional.of(root.path("teacher").asString()) : Optional.empty(),
          texts(root.path("libraries")),
          texts(root.path("held_out_libraries")),
          texts(root.path("with_tests")),
          texts(root.path("exclude")),
          texts(root.path("kept_out_libraries")),
          root.path("max_pairs_per_library").asInt(2_000),
          root.path("max_held_out").asInt(1_000),
          config(root, threadCount));
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("The plan %s: %s.".formatted(file, e.getMessage()));
    }
  }

  /// What decides which pairs are mined, in words.
  String mining() {
    return "libraries %s, held out %s, tests of %s, without %s, kept out %s, at most %d each, seed %d"
        .formatted(
            libraries, heldOut, tested, excluded, keptOut, maxPairsPerLibrary, config.seed());
  }

  /// What is learnt from, then what is only scored.
  List<String> all() {
    List<String> all = new ArrayList<>(libraries);
    all.addAll(heldOut);
    return all;
  }

  /// Every library whose sources are read.
  List<String> sources() {
    List<String> sources = all();
    sources.addAll(keptOut);
    return sources;
  }

  private static TrainingConfig config(JsonNode root, int threadCount) {
    TrainingConfig usual = TrainingConfig.DEFAULT;
    return new TrainingConfig(
        root.path("seed").asLong(usual.seed()),
        threadCount,
        root.path("batch_size").asInt(usual.batchSize()),
        root.path("group_size").asInt(usual.groupSize()),
        root.path("epochs").asInt(usual.epochCount()),
        root.path("averaged_epochs").asInt(usual.averagedEpochCount()),
        root.path("hard_groups").asBoolean(usual.hardGroups()),
        root.path("peak_rate").asDouble(usual.peakRate()),
        root.path("warm_up").asDouble(usual.warmUpShare()),
        root.path("weight_decay").asDouble(usual.weightDecay()),
        root.path("temperature").asDouble(usual.temperature()),
        root.path("teacher_weight").asDouble(usual.teacherWeight()),
        root.path("teacher_temperature").asDouble(usual.teacherTemperature()),
        root.path("query_tokens").asInt(usual.queryTokenCount()),
        root.path("passage_tokens").asInt(usual.passageTokenCount()),
        root.path("pass_tokens").asInt(usual.passTokenCount()),
        root.path("origin_share").asDouble(usual.originShare()),
        Duration.ofSeconds(
            root.path("checkpoint_seconds").asLong(usual.checkpointInterval().toSeconds())),
        root.path("bfloat16").asBoolean(usual.brief()));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString()));
    return List.copyOf(texts);
  }
}
