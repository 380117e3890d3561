package dev.kenning.search.cli;

import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.local.LocalModels;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.CatalogueModel.Availability;
import dev.kenning.embeddings.model.CatalogueModel.Origin;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.ModelUnavailableException;
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

  /// The model with this id, its files being here.
  ///
  /// @throws dev.kenning.embeddings.model.ModelUnavailableException if there is none, or its files
  ///   are not here, saying what to do
  CatalogueModel require(String id) {
    CatalogueModel model = catalogue.require(id);
    remedy(model)
        .ifPresent(remedy -> {
          throw new ModelUnavailableException(
              "The files of %s are not here: %s.".formatted(id, remedy));
        });
    return model;
  }

  /// What a user of the command line does about a model whose files are not here; empty if they
  /// are.
  static Optional<String> remedy(CatalogueModel model) {
    return switch (model.availability()) {
      case Availability.Available() -> Optional.empty();
      case Availability.Missing(String remedy) ->
          Optional.of(
              switch (model.origin()) {
                case Origin.Imported _ -> remedy;
                case Origin.BuiltIn() -> importing(model.manifest());
              });
    };
  }

  /// The catalogue's own ids stay its own: an imported model has another.
  private static String importing(ModelManifest manifest) {
    return ("download config.json, model.safetensors and tokenizer.json from %s into a folder, then:"
            + " kenning model import FOLDER --id my-%s")
        .formatted(manifest.licence().source(), manifest.id());
  }
}
