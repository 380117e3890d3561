package dev.kenning.indexer.generation;

import dev.kenning.embeddings.ModelId;
import java.util.Optional;

/// The model somebody wants an index to be made by.
///
/// @param model its id in the catalogue
/// @param precision `fp16`, `fp32` or `int8`; empty leaves it to the machine
public record ModelChoice(String model, Optional<String> precision) {
  public static ModelChoice of(ModelId id) {
    return new ModelChoice(id.name(), Optional.of(id.precision()));
  }
}
