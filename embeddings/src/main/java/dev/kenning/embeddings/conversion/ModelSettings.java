package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.Pooling;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.weights.BertWeights;
import dev.kenning.embeddings.weights.WeightsFile;
import tools.jackson.databind.JsonNode;

/// What the files beside the weights say of a model, each file optional but `config.json`, which an
/// ONNX graph can do without.
///
/// A family whose tensors have the same names computes otherwise (RoBERTa counts positions from
/// two): only `model_type` `bert` with absolute positions and exact GELU is accepted.
final class ModelSettings {
  private final ImportSource source;

  ModelSettings(ImportSource source) {
    this.source = source;
  }

  Architecture architecture() {
    JsonFile config = JsonFile.read(source.configuration("config.json"));
    if (!config.isMissing()) {
      return configured(config);
    }
    if (source.format() != WeightsFormat.ONNX) {
      throw new ModelCorruptException(
          config.path().toString(), "the model's sizes in a config.json", "no such file");
    }
    try (WeightsFile weights = WeightsFile.open(source.weights(), source.format())) {
      return BertWeights.architectureOf(weights);
    }
  }

  Pooling pooling() {
    JsonFile config = JsonFile.read(source.configuration("1_Pooling/config.json"));
    JsonNode modes = config.root();
    boolean cls = modes.path("pooling_mode_cls_token").asBoolean(false);
    boolean mean = modes.path("pooling_mode_mean_tokens").asBoolean(config.isMissing());
    if (cls == mean) {
      throw new ModelCorruptException(
          config.path().toString(), "pooling by the first token or by the mean", modes.toString());
    }
    return cls ? Pooling.CLS : Pooling.MEAN;
  }

  int maxTokenCount(Architecture sizes) {
    JsonFile config = JsonFile.read(source.configuration("sentence_bert_config.json"));
    int said = config.root().path("max_seq_length").asInt(sizes.positionCount());
    return Math.min(said, sizes.positionCount());
  }

  /// @param names of the prompt, the first that exists counts
  String prompt(String... names) {
    JsonFile config = JsonFile.read(source.configuration("config_sentence_transformers.json"));
    for (String name : names) {
      JsonNode prompt = config.root().path("prompts").path(name);
      if (prompt.isString()) {
        return prompt.stringValue();
      }
    }
    return "";
  }

  private static Architecture configured(JsonFile config) {
    config.requireText("model_type", "bert", "none");
    config.requireText("hidden_act", "gelu", "gelu");
    config.requireText("position_embedding_type", "absolute", "absolute");
    try {
      return new Architecture(
          config.requireNumber("num_hidden_layers"),
          config.requireNumber("num_attention_heads"),
          config.requireNumber("hidden_size"),
          config.requireNumber("intermediate_size"),
          config.requireNumber("vocab_size"),
          config.requireNumber("max_position_embeddings"),
          config.root().path("layer_norm_eps").asDouble(Architecture.USUAL_LAYER_NORM_EPSILON));
    } catch (IllegalArgumentException e) {
      throw new ModelCorruptException(
          config.path().toString(), "the sizes of a BERT encoder", "" + e.getMessage(), e);
    }
  }
}
