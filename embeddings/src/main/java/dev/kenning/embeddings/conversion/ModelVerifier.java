package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelFile;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.ReferenceVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Checks a model on demand: its files against their SHA-256, and its archive, as it lies on disk,
/// against the reference vectors. Opening a model does neither, to be quick. Any thread.
public final class ModelVerifier {
  private final ModelOpener opener;

  /// @param modelsDirectory holds converted archives and imported models
  public ModelVerifier(Path modelsDirectory, EngineConfig engine) {
    this.opener = new ModelOpener(modelsDirectory, engine);
  }

  /// @return the least cosine to a reference vector, 1 if the model has none
  /// @throws ModelCorruptException if a file or a vector is not what the manifest says
  /// @throws dev.kenning.embeddings.model.ModelUnavailableException if the files are not here
  public float verify(CatalogueModel model, Precision wanted) {
    try (LoadedModel opened = opener.open(model, wanted)) {
      checkFile(model, model.manifest().weights());
      checkFile(model, model.manifest().tokenizer());
      float least = 1;
      for (ReferenceVector reference : model.manifest().references()) {
        Embedding made =
            opened
                .encoder()
                .encode(List.of(opened.tokenizer().tokenize(reference.text())))
                .getFirst();
        least = Math.min(least, made.cosine(reference.embedding()));
      }
      double needed = ModelConverter.leastCosine(opened.precision());
      if (!(least >= needed)) {
        throw new ModelCorruptException(
            model.manifest().id(), "a cosine of at least " + needed, "a cosine of " + least);
      }
      return least;
    }
  }

  private static void checkFile(CatalogueModel model, ModelFile file) {
    try (ScratchDirectory scratch =
        ScratchDirectory.at(Files.createTempDirectory("kenning-verify"))) {
      VerifiedCopy.of(model, file).to(scratch.path().resolve("copy"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file.location(), e);
    }
  }
}
