package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.encoder.TorchScriptEncoder;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.ReferenceVector;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import dev.kenning.embeddings.torchscript.BertArchive;
import dev.kenning.embeddings.weights.BertWeights;
import dev.kenning.embeddings.weights.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Makes the archive of a model in a precision, once, and keeps it:
/// `converted/MODEL-PRECISION-FORM-DIGEST.pt`, the digest being of the weights, so that other
/// weights or another form of archive never meet an old file.
///
/// The archive is written under a temporary name, loaded, held against the manifest's reference
/// vectors and only then moved to its own name. Two processes may do so at once: both make the same
/// file. A failure leaves nothing behind.
final class ModelConverter {
  private static final int DIGEST_LENGTH = 12;

  private final Path modelsDirectory;
  private final EngineConfig engine;

  ModelConverter(Path modelsDirectory, EngineConfig engine) {
    this.modelsDirectory = modelsDirectory;
    this.engine = engine;
  }

  /// The least cosine to a reference vector that a conversion must keep. 32 and 16 bits differ from
  /// the truth in the seventh digit; 8 bits lose one or two percent by design, and a wrong
  /// conversion loses far more.
  static double leastCosine(Precision precision) {
    return switch (precision) {
      case FP32 -> 0.99999;
      case FP16 -> 0.9999;
      case INT8 -> 0.95;
    };
  }

  /// The verified archive, made now if it was not there.
  ///
  /// @throws ModelCorruptException if the weights are not what the manifest says, or do not fit
  Path archive(CatalogueModel model, Precision precision, Tokenizer tokenizer) {
    Path archive = location(model.manifest(), precision);
    try {
      if (!Files.exists(archive)) {
        Files.createDirectories(archive.getParent());
        convert(model, precision, tokenizer, archive);
      }
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + archive, e);
    }
  }

  Path location(ModelManifest manifest, Precision precision) {
    return modelsDirectory
        .resolve("converted")
        .resolve(
            "%s-%s-%d-%s.pt"
                .formatted(
                    manifest.id(),
                    precision.label(),
                    BertArchive.FORM_VERSION,
                    manifest.weights().sha256().substring(0, DIGEST_LENGTH)));
  }

  /// Forgets an archive.
  ///
  /// @return whether there was one
  boolean discard(ModelManifest manifest, Precision precision) {
    Path archive = location(manifest, precision);
    try {
      return Files.deleteIfExists(archive);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + archive, e);
    }
  }

  private void convert(CatalogueModel model, Precision precision, Tokenizer tokenizer, Path archive)
      throws IOException {
    try (ScratchDirectory scratch = ScratchDirectory.beside(archive)) {
      Path weights = scratch.path().resolve("weights");
      VerifiedCopy.of(model, model.manifest().weights()).to(weights);
      Path written = scratch.path().resolve("archive.pt");
      write(model.manifest(), precision, weights, written);
      verify(model.manifest(), precision, tokenizer, written);
      Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void write(ModelManifest manifest, Precision precision, Path weights, Path archive)
      throws IOException {
    if (manifest.weightsFormat() == WeightsFormat.TORCHSCRIPT) {
      Files.move(weights, archive);
      return;
    }
    try (WeightsFile file = WeightsFile.open(weights, manifest.weightsFormat())) {
      new BertArchive(new BertWeights(file, manifest.architecture()), manifest.pooling(), precision)
          .write(archive);
    }
  }

  private void verify(
      ModelManifest manifest, Precision precision, Tokenizer tokenizer, Path archive) {
    ModelId id = manifest.modelId(precision);
    try (Encoder encoder =
        TorchScriptEncoder.open(archive, id, manifest.dimensionCount(), engine)) {
      for (ReferenceVector reference : manifest.references()) {
        Embedding made = encoder.encode(List.of(tokenizer.tokenize(reference.text()))).getFirst();
        float cosine = made.cosine(reference.embedding());
        if (!(cosine >= leastCosine(precision))) {
          throw new ModelCorruptException(
              archive.toString(),
              "a cosine of at least %s to the reference of '%s'"
                  .formatted(leastCosine(precision), reference.text()),
              "a cosine of " + cosine);
        }
      }
    }
  }
}
