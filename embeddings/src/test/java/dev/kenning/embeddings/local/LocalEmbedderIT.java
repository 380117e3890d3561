package dev.kenning.embeddings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderContract;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.batch.BatchConfig;
import dev.kenning.embeddings.cache.CacheConfig;
import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The small model of the catalogue, really loaded.
class LocalEmbedderIT extends EmbedderContract {
  private static final Path MODELS = Path.of("target", "it-models");
  private static final String MODEL = "all-MiniLM-L6-v2";
  private static final Deadline NEVER = Deadline.never();

  @TempDir Path directory;

  private LocalEmbedder embedder;

  @BeforeEach
  void open() {
    LocalModels models =
        new LocalModels(
            new ModelOpener(
                MODELS, EngineConfig.forUser(Path.of(System.getProperty("user.home")))));
    CatalogueModel model = ModelCatalogue.read(MODELS).require(MODEL);
    LocalConfig config =
        new LocalConfig(
            BatchConfig.forWorkers(2),
            Optional.of(directory.resolve("embedding-cache.db")),
            CacheConfig.defaults(),
            16,
            true);
    embedder = models.open(model, Precision.FP32, config);
  }

  @AfterEach
  void close() {
    embedder.close();
  }

  @Override
  protected Embedder embedder() {
    return embedder;
  }

  @Test
  void aQueryOvertakesAFloodOfPassages() throws Exception {
    List<String> flood =
        IntStream.range(0, 1_200)
            .mapToObj(i -> "returns the entry " + i + " of the table")
            .toList();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<EmbeddedText>> passages =
          callers.submit(() -> embedder.embedPassages(flood, NEVER));
      Eventually.until(() -> embedder.batchStats().orElseThrow().passageCount() > 0);

      assertThat(embedder.embedQuery("look an entry up", NEVER).tokenCount()).isPositive();

      assertThat(passages.isDone()).isFalse();
      assertThat(passages.get()).hasSize(1_200);
    }
    assertThat(embedder.batchStats().orElseThrow().paddingShare()).isLessThan(0.1);
  }

  @Test
  void closingUnderLoadEndsEveryCallAndKeepsWhatWasMade() throws Exception {
    List<String> flood =
        IntStream.range(0, 2_000).mapToObj(i -> "sets the entry " + i + " of the table").toList();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<EmbeddedText>> passages =
          callers.submit(() -> embedder.embedPassages(flood, NEVER));
      Eventually.until(() -> embedder.batchStats().orElseThrow().passageCount() > 0);

      embedder.close();

      assertThatThrownBy(passages::get).cause().isInstanceOf(EmbedderUnavailableException.class);
    }
    long made = embedder.batchStats().orElseThrow().passageCount();
    assertThat(made).isLessThan(2_000);
    open();
    assertThat(embedder.cacheStats().orElseThrow().entryCount()).isEqualTo(made);
  }
}
