package dev.kenning.embeddings.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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

  /// Whether the model's files are here. They are not read; opening the model checks them.
  public Availability availability() {
    if (exists(manifest.weights()) && exists(manifest.tokenizer())) {
      return new Availability.Available();
    }
    return new Availability.Missing(
        switch (origin) {
          case Origin.BuiltIn() ->
              "put %s on the class path (its weights are not part of the distribution), or import the model"
                  .formatted(manifest.artifact());
          case Origin.Imported(Path directory) ->
              "import the model again: files of it are missing from " + directory;
        });
  }

  /// A file of this model, to be read to its end and closed.
  ///
  /// @throws IOException if it is not here
  public InputStream read(ModelFile file) throws IOException {
    return switch (origin) {
      case Origin.BuiltIn() -> {
        URL resource = resource(file);
        if (resource == null) {
          throw new FileNotFoundException(file.location() + " is not on the class path");
        }
        yield resource.openStream();
      }
      case Origin.Imported(Path directory) ->
          Files.newInputStream(directory.resolve(file.location()));
    };
  }

  private boolean exists(ModelFile file) {
    return switch (origin) {
      case Origin.BuiltIn() -> resource(file) != null;
      case Origin.Imported(Path directory) ->
          Files.isRegularFile(directory.resolve(file.location()));
    };
  }

  private static @Nullable URL resource(ModelFile file) {
    return CatalogueModel.class.getClassLoader().getResource(file.location());
  }
}
