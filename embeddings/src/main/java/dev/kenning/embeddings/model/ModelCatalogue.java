package dev.kenning.embeddings.model;

import dev.kenning.embeddings.model.CatalogueModel.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The models that can be asked for by name: those built in, then those imported. A snapshot:
/// [#read] again after an import. Immutable; any thread.
public final class ModelCatalogue {
  /// Name of an imported model's manifest in its directory.
  public static final String MANIFEST_FILE = "manifest.json";

  private static final String BUILT_IN = "dev/kenning/models/";
  private static final String LISTING = BUILT_IN + "catalogue.json";

  private final List<CatalogueModel> models;

  private ModelCatalogue(List<CatalogueModel> models) {
    this.models = List.copyOf(models);
  }

  /// Reads the built-in manifests and those in the directories of `modelsDirectory`, which need not
  /// exist.
  ///
  /// @throws ModelCorruptException if a manifest cannot be read
  public static ModelCatalogue read(Path modelsDirectory) {
    List<CatalogueModel> models = new ArrayList<>(builtIn());
    models.addAll(imported(modelsDirectory));
    return new ModelCatalogue(models);
  }

  /// The default model first.
  public List<CatalogueModel> models() {
    return models;
  }

  public CatalogueModel defaultModel() {
    return models.getFirst();
  }

  /// @throws ModelUnavailableException naming the known ids, if `id` is none of them
  public CatalogueModel require(String id) {
    return models.stream()
        .filter(model -> model.manifest().id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new ModelUnavailableException(
                "No model '%s' in the catalogue: it has %s"
                    .formatted(id, models.stream().map(m -> m.manifest().id()).toList())));
  }

  private static List<CatalogueModel> builtIn() {
    JsonNode listing = new ObjectMapper().readTree(resource(LISTING));
    List<CatalogueModel> models = new ArrayList<>();
    for (JsonNode id : listing.path("models")) {
      String location = BUILT_IN + id.asString() + ".json";
      ModelManifest manifest = new ManifestJson(location).read(resource(location));
      models.add(new CatalogueModel(manifest, new Origin.BuiltIn()));
    }
    return models;
  }

  private static List<CatalogueModel> imported(Path modelsDirectory) {
    if (!Files.isDirectory(modelsDirectory)) {
      return List.of();
    }
    List<CatalogueModel> models = new ArrayList<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(modelsDirectory)) {
      for (Path directory : directories) {
        Path file = directory.resolve(MANIFEST_FILE);
        boolean finished = !directory.getFileName().toString().startsWith(".");
        if (finished && Files.isRegularFile(file)) {
          ModelManifest manifest = new ManifestJson(file.toString()).read(Files.readAllBytes(file));
          models.add(new CatalogueModel(manifest, new Origin.Imported(directory)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the models of " + modelsDirectory, e);
    }
    models.sort(Comparator.comparing(model -> model.manifest().id()));
    return models;
  }

  private static byte[] resource(String location) {
    try (InputStream content =
        ModelCatalogue.class.getClassLoader().getResourceAsStream(location)) {
      if (content == null) {
        throw new ModelCorruptException(location, "a resource of the models module", "nothing");
      }
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + location, e);
    }
  }
}
