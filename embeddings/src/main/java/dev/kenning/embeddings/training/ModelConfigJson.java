package dev.kenning.embeddings.training;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Pooling;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/// The JSON files that go with a checkpoint in HuggingFace's form, so that an import needs to be
/// told nothing.
final class ModelConfigJson {
  private ModelConfigJson() {}

  /// By their names in the model's folder.
  static Map<String, String> files(ModelManifest manifest) {
    return Map.of(
        "config.json", json(sizes(manifest)),
        "1_Pooling/config.json",
            json(
                Map.of(
                    "word_embedding_dimension", manifest.dimensionCount(),
                    "pooling_mode_cls_token", manifest.pooling() == Pooling.CLS,
                    "pooling_mode_mean_tokens", manifest.pooling() == Pooling.MEAN)),
        "sentence_bert_config.json", json(Map.of("max_seq_length", manifest.maxTokenCount())),
        "config_sentence_transformers.json",
            json(
                Map.of(
                    "prompts",
                    Map.of("query", manifest.queryPrefix(), "passage", manifest.passagePrefix()))));
  }

  private static Map<String, Object> sizes(ModelManifest manifest) {
    Architecture sizes = manifest.architecture();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", new String[] {"BertModel"});
    config.put("model_type", "bert");
    config.put("hidden_act", "gelu");
    config.put("hidden_size", sizes.hiddenSize());
    config.put("intermediate_size", sizes.intermediateSize());
    config.put("layer_norm_eps", sizes.layerNormEpsilon());
    config.put("max_position_embeddings", sizes.positionCount());
    config.put("num_attention_heads", sizes.headCount());
    config.put("num_hidden_layers", sizes.layerCount());
    config.put("position_embedding_type", "absolute");
    config.put("type_vocab_size", 2);
    config.put("vocab_size", sizes.vocabularySize());
    return config;
  }

  private static String json(Map<String, ?> content) {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
  }
}
