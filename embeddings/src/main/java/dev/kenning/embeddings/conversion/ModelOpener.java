package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.encoder.TorchEngine;
import dev.kenning.embeddings.encoder.TorchScriptEncoder;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.CatalogueModel.Availability;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.ModelUnavailableException;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.tokenizer.FileTokenizer;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens models of the catalogue: converts the weights once, keeps the archive beside the data,
/// verifies it, and loads it. Safe for many threads and processes over one directory.
public final class ModelOpener {
  private static final Logger log = LoggerFactory.getLogger(ModelOpener.class);

  private final EngineConfig engine;
  private final ModelConverter converter;
  private final PrecisionProbe probe;

  /// @param modelsDirectory holds converted archives and imported models; made when needed
  /// @param engine how the native engine is started; the first opener of a process decides
  public ModelOpener(Path modelsDirectory, EngineConfig engine) {
    this(modelsDirectory, engine, new TrialProbe(engine));
  }

  ModelOpener(Path modelsDirectory, EngineConfig engine, PrecisionProbe probe) {
    this.engine = engine;
    this.converter = new ModelConverter(modelsDirectory, engine);
    this.probe = probe;
  }

  /// Blocking: some seconds the first time, well under one later.
  ///
  /// @param wanted used if this machine can, else [Precision#FP32] with a reason
  /// @throws ModelUnavailableException if the files are not here
  /// @throws ModelCorruptException if a file is not what it should be
  public LoadedModel open(CatalogueModel model, Precision wanted) {
    if (model.availability() instanceof Availability.Missing(String remedy)) {
      throw new ModelUnavailableException(model.manifest().id() + " is not here: " + remedy);
    }
    TorchEngine.start(engine);
    Tokenizer tokenizer = tokenizer(model);
    try {
      return open(model, wanted, tokenizer);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /// An archive that does not load is damaged, or came with its directory from a machine of another
  /// kind: it is discarded, and everything decided afresh, once.
  private LoadedModel open(CatalogueModel model, Precision wanted, Tokenizer tokenizer) {
    Optional<String> obstacle = obstacle(model, wanted);
    try {
      return load(model, wanted, obstacle, tokenizer);
    } catch (ModelCorruptException e) {
      if (!converter.discard(model.manifest(), precision(wanted, obstacle))) {
        throw e;
      }
      log.warn("Converting {} again: {}", model.manifest().id(), e.getMessage());
      return load(model, wanted, obstacle(model, wanted), tokenizer);
    }
  }

  private static Precision precision(Precision wanted, Optional<String> obstacle) {
    return obstacle.isPresent() ? Precision.FP32 : wanted;
  }

  /// A machine is probed only before its first conversion: an archive that is there was verified.
  private Optional<String> obstacle(CatalogueModel model, Precision wanted) {
    if (wanted == Precision.FP32) {
      return Optional.empty();
    }
    if (model.manifest().weightsFormat() == WeightsFormat.TORCHSCRIPT) {
      return Optional.of("an imported archive computes as it was made");
    }
    return Files.exists(converter.location(model.manifest(), wanted))
        ? Optional.empty()
        : probe.obstacle(wanted);
  }

  private LoadedModel load(
      CatalogueModel model, Precision wanted, Optional<String> obstacle, Tokenizer tokenizer) {
    ModelManifest manifest = model.manifest();
    Precision precision = precision(wanted, obstacle);
    obstacle.ifPresent(reason -> log.warn("{} runs in fp32: {}", manifest.id(), reason));
    Path archive = converter.archive(model, precision, tokenizer);
    ModelId id = manifest.modelId(precision);
    Encoder encoder = TorchScriptEncoder.open(archive, id, manifest.dimensionCount(), engine);
    return new LoadedModel(manifest, precision, obstacle, tokenizer, encoder);
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
