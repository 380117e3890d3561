package dev.kenning.embeddings.local;

import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.Precision;

/// Opens models of the catalogue as embedders. Safe for many threads.
public final class LocalModels {
  private final ModelOpener opener;

  /// @param opener loads models; decides where converted archives are kept
  public LocalModels(ModelOpener opener) {
    this.opener = opener;
  }

  /// Returns at once; the model is loaded on a thread of its own, and calls wait for it within
  /// their deadlines. A failure to load is thrown by those calls, and told by
  /// [LocalEmbedder#readiness].
  ///
  /// @param wanted used if this machine can, else `fp32` ([LocalEmbedder#fallbackReason] says why)
  public LocalEmbedder openInBackground(
      CatalogueModel model, Precision wanted, LocalConfig config) {
    return new LocalEmbedder(model.manifest(), config, () -> opener.open(model, wanted));
  }

  /// Returns when the embedder is ready.
  ///
  /// @throws dev.kenning.embeddings.model.ModelUnavailableException if the model's files are not on
  ///   this machine
  /// @throws dev.kenning.embeddings.model.ModelCorruptException if one of them is not what it
  ///   should be
  public LocalEmbedder open(CatalogueModel model, Precision wanted, LocalConfig config) {
    LocalEmbedder embedder = openInBackground(model, wanted, config);
    try {
      embedder.awaitReady();
      return embedder;
    } catch (EmbedderUnavailableException e) {
      embedder.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
