package dev.kenning.embeddings.model;

import java.nio.file.Path;
import java.util.List;

/// The models that can be asked for by name: those built in, then those imported. A snapshot:
/// [#read] again after an import. Immutable; any thread.
public final class ModelCatalogue {
  private final List<CatalogueModel> models;

  private ModelCatalogue(List<CatalogueModel> models) {
    this.models = List.copyOf(models);
  }

  /// Reads the built-in manifests and those below `modelsDirectory`, which need not exist.
  ///
  /// @throws ModelCorruptException if a manifest cannot be read
  public static ModelCatalogue read(Path modelsDirectory) {
    if (modelsDirectory.isAbsolute()) {
      throw new UnsupportedOperationException("Not read yet: " + modelsDirectory);
    }
    return new ModelCatalogue(List.of());
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

  /// Whether `model` can be opened here, and if not, what to do.
  public CatalogueModel.Availability availability(CatalogueModel model) {
    return new CatalogueModel.Availability.Missing("Not known yet: " + model.manifest().id());
  }
}
