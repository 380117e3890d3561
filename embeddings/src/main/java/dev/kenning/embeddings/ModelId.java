package dev.kenning.embeddings;

/// Names the function from text to vector: vectors of two different ids must never be compared.
///
/// @param name the model's name in the catalogue, `bge-small-en-v1.5`
/// @param precision how its linears compute: `fp32`, `fp16` or `int8`
public record ModelId(String name, String precision) {
  public ModelId {
    if (name.isBlank() || precision.isBlank()) {
      throw new IllegalArgumentException("A model id needs a name and a precision");
    }
  }

  @Override
  public String toString() {
    return name + "@" + precision;
  }
}
