package dev.kenning.indexer;

import dev.kenning.embeddings.ModelId;

/// The rules an index was made by. Two indexes with the same fingerprint and the same sources are
/// equal; another fingerprint needs another generation.
///
/// @param model from text to vector
/// @param dimensionCount of the vectors
/// @param methodRules version of the rules that turn a file into method units and their facts
/// @param passageRules version of the rules that turn a unit into its passage
/// @param schema version of what the store keeps of a method
public record IndexFingerprint(
    ModelId model, int dimensionCount, int methodRules, int passageRules, int schema) {

  @Override
  public String toString() {
    return "%s/%d/m%d/p%d/s%d".formatted(model, dimensionCount, methodRules, passageRules, schema);
  }
}
