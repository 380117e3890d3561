package dev.kenning.embeddings.model;

import dev.kenning.embeddings.Embedding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes manifests. The format is JSON: `"magic": "kenning-model"`, `"version"`, then
/// the components of [ModelManifest] in `snake_case`. Versions:
///
/// 1. the first form.
public final class ManifestJson {
  static final String MAGIC = "kenning-model";
  static final int VERSION = 1;
  private static final String FAMILY = "bert";
  private static final String ACTIVATION = "gelu";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final String path;

  /// @param path names the manifest in errors
  public ManifestJson(String path) {
    this.path = path;
  }

  /// @throws ModelCorruptException if it is not a manifest of a version and a family we know
  public ModelManifest read(byte[] content) {
    try {
      JsonNode root = JSON.readTree(content);
      requireHeader(root);
      return manifest(root);
    } catch (JacksonException e) {
      throw new ModelCorruptException(path, "a JSON manifest", e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ModelCorruptException(path, "a sound manifest", String.valueOf(e.getMessage()), e);
    }
  }

  public byte[] write(ModelManifest manifest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("magic", MAGIC).put("version", VERSION);
    root.put("id", manifest.id()).put("description", manifest.description());
    write(root.putObject("architecture"), manifest.architecture());
    root.put("pooling", manifest.pooling().name().toLowerCase(Locale.ROOT));
    root.put("max_tokens", manifest.maxTokenCount());
    root.put("query_prefix", manifest.queryPrefix());
    root.put("passage_prefix", manifest.passagePrefix());
    root.put("artifact", manifest.artifact());
    root.put("weights_format", manifest.weightsFormat().label());
    write(root.putObject("weights"), manifest.weights());
    write(root.putObject("tokenizer"), manifest.tokenizer());
    root.putObject("licence")
        .put("name", manifest.licence().name())
        .put("holder", manifest.licence().holder())
        .put("source", manifest.licence().source());
    var references = root.putArray("references");
    for (ReferenceVector reference : manifest.references()) {
      var vector = references.addObject().put("text", reference.text()).putArray("vector");
      for (float value : reference.embedding().toArray()) {
        vector.add(value);
      }
    }
    return (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(ObjectNode node, Architecture sizes) {
    node.put("family", FAMILY).put("activation", ACTIVATION);
    node.put("layers", sizes.layerCount()).put("heads", sizes.headCount());
    node.put("hidden", sizes.hiddenSize()).put("intermediate", sizes.intermediateSize());
    node.put("vocabulary", sizes.vocabularySize()).put("positions", sizes.positionCount());
    node.put("layer_norm_epsilon", sizes.layerNormEpsilon());
  }

  private static void write(ObjectNode node, ModelFile file) {
    node.put("location", file.location());
    node.put("size_bytes", file.sizeBytes()).put("sha256", file.sha256());
  }

  private void requireHeader(JsonNode root) {
    if (!root.path("magic").asString("").equals(MAGIC)) {
      throw new ModelCorruptException(path, "\"magic\": \"" + MAGIC + "\"", "no such field");
    }
    int version = root.path("version").asInt(0);
    if (version != VERSION) {
      throw new ModelCorruptException(
          path, "version " + VERSION + " of the manifest format", "version " + version);
    }
    JsonNode architecture = root.path("architecture");
    requireOnly(architecture, "family", FAMILY);
    requireOnly(architecture, "activation", ACTIVATION);
  }

  private void requireOnly(JsonNode node, String field, String supported) {
    String found = node.path(field).asString("");
    if (!found.equals(supported)) {
      throw new ModelCorruptException(path, field + " " + supported, "'" + found + "'");
    }
  }

  private ModelManifest manifest(JsonNode root) {
    return new ModelManifest(
        text(root, "id"),
        text(root, "description"),
        architecture(root.path("architecture")),
        choice(root, "pooling", Pooling.class),
        number(root, "max_tokens"),
        text(root, "query_prefix"),
        text(root, "passage_prefix"),
        choice(root, "weights_format", WeightsFormat.class),
        file(root.path("weights")),
        file(root.path("tokenizer")),
        text(root, "artifact"),
        licence(root.path("licence")),
        references(root.path("references")));
  }

  private Architecture architecture(JsonNode node) {
    return new Architecture(
        number(node, "layers"),
        number(node, "heads"),
        number(node, "hidden"),
        number(node, "intermediate"),
        number(node, "vocabulary"),
        number(node, "positions"),
        node.path("layer_norm_epsilon").asDouble(0));
  }

  private ModelFile file(JsonNode node) {
    return new ModelFile(
        text(node, "location"), node.path("size_bytes").asLong(0), text(node, "sha256"));
  }

  private Licence licence(JsonNode node) {
    return new Licence(text(node, "name"), text(node, "holder"), text(node, "source"));
  }

  private List<ReferenceVector> references(JsonNode nodes) {
    List<ReferenceVector> references = new ArrayList<>();
    for (JsonNode node : nodes) {
      JsonNode vector = node.path("vector");
      float[] values = new float[vector.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = vector.path(i).asFloat(Float.NaN);
      }
      references.add(new ReferenceVector(text(node, "text"), Embedding.of(values)));
    }
    return references;
  }

  private String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isString()) {
      throw new ModelCorruptException(path, "a text " + field, value.toString());
    }
    return value.stringValue();
  }

  private int number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new ModelCorruptException(path, "a whole number " + field, value.toString());
    }
    return value.intValue();
  }

  private <E extends Enum<E>> E choice(JsonNode node, String field, Class<E> type) {
    String label = text(node, field);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(label)) {
        return constant;
      }
    }
    throw new ModelCorruptException(
        path, field + " of " + List.of(type.getEnumConstants()), "'" + label + "'");
  }
}
