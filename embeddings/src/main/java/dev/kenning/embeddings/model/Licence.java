package dev.kenning.embeddings.model;

/// Under what terms a model's weights may be used.
///
/// @param name an SPDX identifier, or "unknown" for an imported model that does not say
/// @param holder who granted it; may be empty
/// @param source where the model is published; may be empty
public record Licence(String name, String holder, String source) {
  /// For an imported model without a statement.
  public static final Licence UNKNOWN = new Licence("unknown", "", "");
}
