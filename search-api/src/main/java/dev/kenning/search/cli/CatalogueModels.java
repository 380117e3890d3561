package dev.kenning.search.cli;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.generation.ModelChoice;
import dev.kenning.indexer.generation.ModelSource;
import dev.kenning.indexer.run.DataDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Opens the catalogue's models for a process that indexes. Any thread.
final class CatalogueModels implements ModelSource {
  private final DataDirectory directory;
  private final Terminal terminal;
  private final Map<ModelId, LocalEmbedder> opened = new ConcurrentHashMap<>();

  CatalogueModels(DataDirectory directory, Terminal terminal) {
    this.directory = directory;
    this.terminal = terminal;
  }

  @Override
  public Embedder open(ModelChoice choice) {
    Engine engine = Engine.of(directory, terminal);
    LocalEmbedder open =
        engine
            .models()
            .open(
                engine.require(choice.model()),
                precision(choice),
                LocalConfig.forIndexing(directory.embeddingCacheFile(), Processors.count()));
    open.fallbackReason().ifPresent(reason -> terminal.remark("kenning: " + reason));
    opened.put(open.model(), open);
    return open;
  }

  /// The embedder behind a model that was opened last by this name, for those who watch it.
  Optional<LocalEmbedder> behind(ModelId model) {
    return Optional.ofNullable(opened.get(model));
  }

  @Override
  public long weightsBytes(ModelChoice choice) {
    return Engine.of(directory, terminal).require(choice.model()).manifest().weights().sizeBytes();
  }

  private static Precision precision(ModelChoice choice) {
    return choice.precision().flatMap(Precision::ofLabel).orElse(Engine.DEFAULT_PRECISION);
  }
}
