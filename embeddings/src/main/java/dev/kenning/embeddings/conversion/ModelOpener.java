package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.Precision;
import java.nio.file.Path;

/// Opens models of the catalogue: converts the weights once, keeps the archive beside the data,
/// verifies it, and loads it. Safe for many threads and processes over one directory.
public final class ModelOpener {
  private final Path modelsDirectory;
  private final EngineConfig engine;

  /// @param modelsDirectory holds converted archives and imported models; made when needed
  /// @param engine how the native engine is started; the first opener of a process decides
  public ModelOpener(Path modelsDirectory, EngineConfig engine) {
    this.modelsDirectory = modelsDirectory;
    this.engine = engine;
  }

  /// Blocking: some seconds the first time, well under one later.
  ///
  /// @param wanted used if this machine can, else [Precision#FP32] with a reason
  /// @throws dev.kenning.embeddings.model.ModelUnavailableException if the files are not here
  /// @throws dev.kenning.embeddings.model.ModelCorruptException if a file is not what it should be
  public LoadedModel open(CatalogueModel model, Precision wanted) {
    String what = model.manifest().id() + " " + wanted + modelsDirectory + engine;
    throw new UnsupportedOperationException("Not opened yet: " + what);
  }
}
