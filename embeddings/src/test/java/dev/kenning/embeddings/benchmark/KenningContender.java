package dev.kenning.embeddings.benchmark;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.batch.BatchConfig;
import dev.kenning.embeddings.batch.BatchStats;
import dev.kenning.embeddings.cache.CacheConfig;
import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.embeddings.local.LocalModels;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Ours, without the cache.
final class KenningContender implements Contender {
  private static final String MODEL = "bge-small-en-v1.5";
  private static final Path MODELS = Path.of("target", "benchmark-models");

  private final String name;
  private final ModelManifest manifest;
  private final LocalEmbedder embedder;

  KenningContender(Precision precision, int workerCount, int batchTokenCount) {
    BatchConfig defaults = BatchConfig.forWorkers(workerCount);
    BatchConfig batch =
        new BatchConfig(
            workerCount,
            batchTokenCount,
            defaults.waitingPassageCount(),
            defaults.waitingQueryCount(),
            defaults.drainTime());
    EngineConfig engine = EngineConfig.forUser(Path.of(System.getProperty("user.home")));
    ModelCatalogue catalogue = ModelCatalogue.read(MODELS);
    this.manifest = catalogue.require(MODEL).manifest();
    this.embedder =
        new LocalModels(new ModelOpener(MODELS, engine))
            .open(
                catalogue.require(MODEL),
                precision,
                new LocalConfig(batch, Optional.empty(), CacheConfig.defaults(), 0, true));
    this.name =
        "kenning %s, %d worker%s"
            .formatted(embedder.model().precision(), workerCount, workerCount == 1 ? "" : "s");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Embedding> embed(List<String> texts) {
    return embedder.embedPassages(texts, Deadline.never()).stream()
        .map(EmbeddedText::embedding)
        .toList();
  }

  Embedding embedQuery(String text) {
    return embedder.embedQuery(text, Deadline.never()).embedding();
  }

  Optional<String> fallbackReason() {
    return embedder.fallbackReason();
  }

  BatchStats stats() {
    return embedder.batchStats().orElseThrow();
  }

  /// Floating-point operations for `tokenCount` tokens in texts of `meanTokenCount`, a
  /// multiplication and an addition being two: the linears, and attention, whose cost grows with
  /// the text.
  double flops(long tokenCount, double meanTokenCount) {
    double hidden = manifest.architecture().hiddenSize();
    double linears = 4 * hidden * hidden + 2 * hidden * manifest.architecture().intermediateSize();
    double attention = 2 * hidden * meanTokenCount;
    return tokenCount * manifest.architecture().layerCount() * 2 * (linears + attention);
  }

  @Override
  public void close() {
    embedder.close();
  }
}
