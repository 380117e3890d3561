package dev.kenning.search.relevance;

import dev.kenning.search.query.SearchMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every calibration there is, by model and mode. As JSON: `{"MODEL": {"MODE": {"relevance":
/// {"intercept", "weights": {NAME: …}}, "presence": {…}, "absent_below"}}}`; weights carry the
/// names of their evidence, so that numbers fitted for other evidence are refused, not misread.
///
/// @param byModel by model name, then by mode
public record Calibrations(Map<String, Map<SearchMode, Calibration>> byModel) {
  /// None for any model.
  public static final Calibrations NONE = new Calibrations(Map.of());

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Calibrations BUILT_IN = readBuiltIn();

  public Calibrations {
    byModel = Map.copyOf(byModel);
  }

  /// Those that come with the product.
  public static Calibrations builtIn() {
    return BUILT_IN;
  }

  public Optional<Calibration> of(String modelName, SearchMode mode) {
    return Optional.ofNullable(byModel.getOrDefault(modelName, Map.of()).get(mode));
  }

  /// The same with others for some modes of a model; its other modes stay.
  public Calibrations with(String modelName, Map<SearchMode, Calibration> calibrations) {
    Map<SearchMode, Calibration> modes = new TreeMap<>(byModel.getOrDefault(modelName, Map.of()));
    modes.putAll(calibrations);
    Map<String, Map<SearchMode, Calibration>> changed = new TreeMap<>(byModel);
    changed.put(modelName, Map.copyOf(modes));
    return new Calibrations(changed);
  }

  private static Calibrations readBuiltIn() {
    try (InputStream in = Calibrations.class.getResourceAsStream("relevance.json")) {
      if (in == null) {
        throw new IllegalStateException("relevance.json is not in the program");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IllegalArgumentException if the text is not what [#json] writes for this evidence
  public static Calibrations read(String json) {
    Map<String, Map<SearchMode, Calibration>> byModel = new TreeMap<>();
    JSON.readTree(json)
        .properties()
        .forEach(model -> {
          Map<SearchMode, Calibration> byMode = new TreeMap<>();
          for (SearchMode mode : SearchMode.values()) {
            if (model.getValue().has(mode.word())) {
              byMode.put(mode, calibration(model.getValue().get(mode.word())));
            }
          }
          byModel.put(model.getKey(), byMode);
        });
    return new Calibrations(byModel);
  }

  private static Calibration calibration(JsonNode node) {
    return new Calibration(
        logistic(node.path("relevance"), ResultEvidence.NAMES),
        logistic(node.path("presence"), AnswerEvidence.NAMES),
        node.path("absent_below").asDouble());
  }

  private static Logistic logistic(JsonNode node, List<String> names) {
    JsonNode named = node.path("weights");
    List<String> found = new ArrayList<>(named.propertyNames());
    if (!found.equals(names)) {
      throw new IllegalArgumentException("Expected weights for %s, not %s".formatted(names, found));
    }
    return new Logistic(
        node.path("intercept").asDouble(),
        names.stream().map(name -> named.path(name).asDouble()).toList());
  }

  /// Text for [#read].
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    new TreeMap<>(byModel)
        .forEach((model, byMode) -> {
          ObjectNode modes = root.putObject(model);
          new TreeMap<>(byMode).forEach((mode, one) -> write(modes.putObject(mode.word()), one));
        });
    return JSON.writeValueAsString(root) + "\n";
  }

  private static void write(ObjectNode node, Calibration calibration) {
    write(node.putObject("relevance"), calibration.relevance(), ResultEvidence.NAMES);
    write(node.putObject("presence"), calibration.presence(), AnswerEvidence.NAMES);
    node.put("absent_below", rounded(calibration.absentBelow()));
  }

  private static void write(ObjectNode node, Logistic logistic, List<String> names) {
    node.put("intercept", rounded(logistic.intercept()));
    ObjectNode weights = node.putObject("weights");
    for (int i = 0; i < names.size(); i++) {
      weights.put(names.get(i), rounded(logistic.weights().get(i)));
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1e5) / 1e5;
  }
}
