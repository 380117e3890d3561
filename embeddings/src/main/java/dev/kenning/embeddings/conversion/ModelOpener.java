package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.encoder.TorchEngine;
import dev.kenning.embeddings.encoder.TorchScriptEncoder;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.CatalogueModel.Availability;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.ModelUnavailableException;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.tokenizer.FileTokenizer;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Opens models of the catalogue: converts the weights once, keeps the archive beside the data,
/// verifies it, and loads it. Safe for many threads and processes over one directory.
public final class ModelOpener {
  private static final String WARM_UP_TEXT = "the first pass is slow";

  private final EngineConfig engine;
  private final ModelConverter converter;

  /// @param modelsDirectory holds converted archives and imported models; made when needed
  /// @param engine how the native engine is started; the first opener of a process decides
  public ModelOpener(Path modelsDirectory, EngineConfig engine) {
    this.engine = engine;
    this.converter = new ModelConverter(modelsDirectory, engine);
  }

  /// Blocking: some seconds the first time, well under one later.
  ///
  /// @param wanted used if this machine can, else [Precision#FP32] with a reason
  /// @throws ModelUnavailableException if the files are not here
  /// @throws dev.kenning.embeddings.model.ModelCorruptException if a file is not what it should be
  public LoadedModel open(CatalogueModel model, Precision wanted) {
    if (model.availability() instanceof Availability.Missing(String remedy)) {
      throw new ModelUnavailableException(model.manifest().id() + " is not here: " + remedy);
    }
    TorchEngine.start(engine);
    Tokenizer tokenizer = tokenizer(model);
    try {
      Encoder encoder = encoder(model, wanted, tokenizer);
      return new LoadedModel(model.manifest(), wanted, Optional.empty(), tokenizer, encoder);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private Encoder encoder(CatalogueModel model, Precision precision, Tokenizer tokenizer) {
    ModelManifest manifest = model.manifest();
    Path archive = converter.archive(model, precision, tokenizer);
    ModelId id = new ModelId(manifest.id(), precision.label());
    Encoder encoder = TorchScriptEncoder.open(archive, id, manifest.dimensionCount(), engine);
    encoder.encode(List.of(tokenizer.tokenize(WARM_UP_TEXT)));
    return encoder;
  }

  private static Tokenizer tokenizer(CatalogueModel model) {
    ModelManifest manifest = model.manifest();
    try (InputStream content = model.read(manifest.tokenizer())) {
      return FileTokenizer.read(content, manifest.tokenizer().location(), manifest.maxTokenCount());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + manifest.tokenizer().location(), e);
    }
  }
}
