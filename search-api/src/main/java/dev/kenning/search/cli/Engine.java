package dev.kenning.search.cli;

import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.local.LocalModels;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.run.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;

/// What runs models here: the catalogue, and the opener of what it lists.
///
/// @param catalogue built-in models and those imported into the data directory
/// @param models opens them
record Engine(ModelCatalogue catalogue, LocalModels models) {
  /// Where native code and other things that may be deleted at any time are kept.
  static final String CACHE_PROPERTY = "kenning.cache";

  /// The precision that is asked for when the caller says nothing.
  static final Precision DEFAULT_PRECISION = Precision.FP16;

  static Engine of(DataDirectory directory, Terminal terminal) {
    return new Engine(
        ModelCatalogue.read(directory.modelsFolder()),
        new LocalModels(new ModelOpener(directory.modelsFolder(), config(terminal))));
  }

  static EngineConfig config(Terminal terminal) {
    return new EngineConfig(cache(terminal));
  }

  static Path cache(Terminal terminal) {
    return Optional.ofNullable(System.getProperty(CACHE_PROPERTY))
        .filter(place -> !place.isBlank())
        .map(Path::of)
        .orElseGet(() -> terminal.home().resolve(".cache").resolve("kenning"));
  }

  /// The model with this id.
  CatalogueModel require(String id) {
    return catalogue.require(id);
  }
}
