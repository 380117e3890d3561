package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.model.Pooling;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// A model to be taken into the catalogue. What is left empty is read from the files, or guessed as
/// each component says.
///
/// @param source a HuggingFace folder, or a `.safetensors`, `.onnx` or TorchScript (`.pt`) file
///   with a `tokenizer.json` beside it
/// @param id its name in the catalogue; else the folder's or the file's
/// @param pooling else that of `1_Pooling/config.json`, else the mean
/// @param queryPrefix else the prompt `query` of `config_sentence_transformers.json`, else none
/// @param passagePrefix else its prompt `passage` or `document`, else none
/// @param maxTokenCount else that of `sentence_bert_config.json`, else every position
public record ImportRequest(
    Path source,
    Optional<String> id,
    Optional<Pooling> pooling,
    Optional<String> queryPrefix,
    Optional<String> passagePrefix,
    OptionalInt maxTokenCount) {
  /// With nothing but what the files say.
  public static ImportRequest of(Path source) {
    return new ImportRequest(
        source,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  public ImportRequest withId(String newId) {
    return new ImportRequest(
        source, Optional.of(newId), pooling, queryPrefix, passagePrefix, maxTokenCount);
  }
}
