package dev.kenning.embeddings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names the function from text to vector: vectors of two different ids must never be compared.
///
/// @param name the model's name in the catalogue, `bge-small-en-v1.5`
/// @param precision how its linears compute: `fp32`, `fp16` or `int8`
/// @param weights the first eight digits of the SHA-256 of its weights, since a model may be tuned
///   further under the same name; empty where there are none, or an older release did not note them
public record ModelId(String name, String precision, String weights) {
  private static final Pattern WRITTEN =
      Pattern.compile("(.+)@([^@-]+)(?:-([0-9a-f]{8}))?", Pattern.DOTALL);

  public ModelId {
    if (name.isBlank() || precision.isBlank()) {
      throw new IllegalArgumentException("A model id needs a name and a precision");
    }
    if (!weights.isEmpty() && !weights.matches("[0-9a-f]{8}")) {
      throw new IllegalArgumentException("Weights go by eight hexadecimal digits, not " + weights);
    }
  }

  /// Of a function without weights, or with unknown ones.
  public ModelId(String name, String precision) {
    this(name, precision, "");
  }

  /// Reads what [#toString] wrote; empty if it is no such text.
  public static Optional<ModelId> parse(String written) {
    Matcher parts = WRITTEN.matcher(written);
    return parts.matches() && !parts.group(1).isBlank() && !parts.group(2).isBlank()
        ? Optional.of(
            new ModelId(
                parts.group(1), parts.group(2), parts.group(3) == null ? "" : parts.group(3)))
        : Optional.empty();
  }

  /// `bge-small-en-v1.5@fp16-3c9f31b8`
  @Override
  public String toString() {
    return name + "@" + precision + (weights.isEmpty() ? "" : "-" + weights);
  }
}
