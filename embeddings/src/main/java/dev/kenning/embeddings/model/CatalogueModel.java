package dev.kenning.embeddings.model;

import java.nio.file.Path;

/// A model of the catalogue: its manifest, and where its files are.
///
/// @param manifest what it is
/// @param origin where its files are looked for
public record CatalogueModel(ModelManifest manifest, Origin origin) {
  /// Where a model's files are looked for.
  public sealed interface Origin {
    /// On the class path, in the jar the manifest names.
    record BuiltIn() implements Origin {}

    /// In a directory made by an import.
    ///
    /// @param directory holds the manifest and the files it names
    record Imported(Path directory) implements Origin {}
  }

  /// Whether the model can be opened here.
  public sealed interface Availability {
    record Available() implements Availability {}

    /// @param remedy what to do about it, for people
    record Missing(String remedy) implements Availability {}
  }
}
