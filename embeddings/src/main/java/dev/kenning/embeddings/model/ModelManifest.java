package dev.kenning.embeddings.model;

import dev.kenning.embeddings.ModelId;
import java.util.List;
import java.util.regex.Pattern;

/// Everything there is to know about a model but its numbers. A small JSON file, its format
/// described in `ManifestJson`.
///
/// @param id name in the catalogue: letters, digits, `.`, `_`, `-`, at most 64
/// @param description one sentence for people
/// @param architecture the network's sizes
/// @param pooling how token vectors become one
/// @param maxTokenCount tokens the model reads of a text, specials included; at most its positions
/// @param queryPrefix put before what is asked
/// @param passagePrefix put before what is found
/// @param weightsFormat what the weights file is
/// @param weights the numbers
/// @param tokenizer a HuggingFace `tokenizer.json`
/// @param artifact registry coordinates of the jar that holds the files of a built-in model; empty
///   for an imported one
/// @param licence terms of use
/// @param references held against the model after each conversion; may be empty only for an
///   imported archive
public record ModelManifest(
    String id,
    String description,
    Architecture architecture,
    Pooling pooling,
    int maxTokenCount,
    String queryPrefix,
    String passagePrefix,
    WeightsFormat weightsFormat,
    ModelFile weights,
    ModelFile tokenizer,
    String artifact,
    Licence licence,
    List<ReferenceVector> references) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int SPECIAL_TOKEN_COUNT = 2;
  private static final int WEIGHTS_DIGITS = 8;

  public ModelManifest {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("Not a model id: '" + id + "'");
    }
    if (maxTokenCount <= SPECIAL_TOKEN_COUNT || maxTokenCount > architecture.positionCount()) {
      throw new IllegalArgumentException(
          "A model with %d positions reads 3 to %d tokens, not %d"
              .formatted(
                  architecture.positionCount(), architecture.positionCount(), maxTokenCount));
    }
    references = List.copyOf(references);
    for (ReferenceVector reference : references) {
      if (reference.embedding().dimensionCount() != architecture.hiddenSize()) {
        throw new IllegalArgumentException("A reference vector has the wrong number of dimensions");
      }
    }
  }

  /// Names the vectors that this model makes in a precision.
  public ModelId modelId(Precision precision) {
    return new ModelId(id, precision.label(), weights.sha256().substring(0, WEIGHTS_DIGITS));
  }

  public int dimensionCount() {
    return architecture.hiddenSize();
  }

  public ModelManifest withReferences(List<ReferenceVector> newReferences) {
    return new ModelManifest(
        id,
        description,
        architecture,
        pooling,
        maxTokenCount,
        queryPrefix,
        passagePrefix,
        weightsFormat,
        weights,
        tokenizer,
        artifact,
        licence,
        newReferences);
  }
}
