package dev.kenning.embeddings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.UnembeddableTextException;
import dev.kenning.embeddings.batch.BatchConfig;
import dev.kenning.embeddings.cache.CacheConfig;
import dev.kenning.embeddings.conversion.LoadedModel;
import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.Licence;
import dev.kenning.embeddings.model.ModelFile;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.ModelUnavailableException;
import dev.kenning.embeddings.model.Pooling;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.testing.Eventually;
import dev.kenning.embeddings.testing.GatedEncoder;
import dev.kenning.embeddings.testing.TurnedClock;
import dev.kenning.embeddings.testing.WordTokenizer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalEmbedderTest {
  private static final Deadline NEVER = Deadline.never();

  @TempDir Path directory;

  private final GatedEncoder model = GatedEncoder.open();

  @Test
  void textsReachTheModelWithTheirPrefix() {
    WordTokenizer tokenizer = new WordTokenizer(64);
    try (LocalEmbedder embedder = open()) {
      assertThat(embedder.embedQuery("retry", NEVER).embedding())
          .isEqualTo(GatedEncoder.embed(tokenizer.tokenize("query: retry")));
      assertThat(embedder.embedPassages(List.of("retry"), NEVER).getFirst().embedding())
          .isEqualTo(GatedEncoder.embed(tokenizer.tokenize("passage: retry")));
    }
  }

  @Test
  void everyArrivalIsToldOnceWithItsPosition() {
    try (LocalEmbedder embedder = open()) {
      var _ = embedder.embedPassages(List.of("known"), NEVER);
      List<Integer> arrivals = Collections.synchronizedList(new ArrayList<>());
      var _ = embedder.embedPassages(List.of("new", "known", "new", "other"), NEVER, arrivals::add);
      assertThat(arrivals).containsExactlyInAnyOrder(0, 1, 2, 3).startsWith(1);
    }
  }

  @Test
  void aSecondRunEmbedsNothing() {
    List<String> texts = List.of("one", "two", "one");
    List<EmbeddedText> made;
    try (LocalEmbedder embedder = open()) {
      made = embedder.embedPassages(texts, NEVER);
    }
    GatedEncoder unused = GatedEncoder.open();
    try (LocalEmbedder embedder = new LocalEmbedder(manifest(), config(), () -> loaded(unused))) {
      List<EmbeddedText> again = embedder.embedPassages(texts, NEVER);
      assertThat(again)
          .extracting(EmbeddedText::origin)
          .containsExactly(
              EmbeddedText.Origin.CACHE, EmbeddedText.Origin.CACHE, EmbeddedText.Origin.DUPLICATE);
      assertThat(again)
          .extracting(EmbeddedText::embedding)
          .isEqualTo(made.stream().map(EmbeddedText::embedding).toList());
    }
    assertThat(unused.textCount()).isZero();
  }

  @Test
  void aQueryIsRememberedButNotWrittenDown() {
    try (LocalEmbedder embedder = open()) {
      EmbeddedText first = embedder.embedQuery("what people ask", NEVER);
      EmbeddedText second = embedder.embedQuery("what people ask", NEVER);
      embedder.flushCache();
      assertThat(first.origin()).isEqualTo(EmbeddedText.Origin.MODEL);
      assertThat(second.origin()).isEqualTo(EmbeddedText.Origin.CACHE);
      assertThat(second.embedding()).isEqualTo(first.embedding());
      assertThat(embedder.cacheStats().orElseThrow().entryCount()).isZero();
    }
  }

  @Test
  void onlyTheLastQueriesAreRemembered() {
    try (LocalEmbedder embedder = open()) {
      for (String query : List.of("one", "two", "three")) {
        assertThat(embedder.embedQuery(query, NEVER).origin()).isEqualTo(EmbeddedText.Origin.MODEL);
      }
      assertThat(embedder.embedQuery("three", NEVER).origin()).isEqualTo(EmbeddedText.Origin.CACHE);
      assertThat(embedder.embedQuery("one", NEVER).origin()).isEqualTo(EmbeddedText.Origin.MODEL);
    }
  }

  @Test
  void poisonedTextsAreNamedByTheirPlacesInTheCall() {
    try (LocalEmbedder embedder = open()) {
      assertThat(embedder.embedPassages(List.of("known"), NEVER)).hasSize(1);
      assertThatThrownBy(() ->
              embedder.embedPassages(List.of("known", "poison", "good", "poison", "fine"), NEVER))
          .isInstanceOfSatisfying(
              UnembeddableTextException.class,
              e -> assertThat(e.textIndexes()).containsExactly(1, 3));
      assertThat(embedder.embedPassages(List.of("known", "good", "fine"), NEVER))
          .extracting(EmbeddedText::origin)
          .containsOnly(EmbeddedText.Origin.CACHE);
    }
  }

  @Test
  void callsWaitForAModelThatIsOpening() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        LocalEmbedder embedder = openLater(loading)) {
      Future<EmbeddedText> answer = callers.submit(() -> embedder.embedQuery("retry", NEVER));
      assertThat(embedder.readiness()).isEqualTo(new Readiness.Opening());
      assertThat(embedder.dimensionCount()).isEqualTo(GatedEncoder.DIMENSION_COUNT);
      assertThat(embedder.maxTokenCount()).isEqualTo(64);
      assertThat(embedder.batchStats()).isEmpty();

      loading.countDown();

      assertThat(answer.get().tokenCount()).isEqualTo(4);
      assertThat(embedder.readiness()).isEqualTo(new Readiness.Ready());
      assertThat(embedder.model()).isEqualTo(GatedEncoder.MODEL);
      assertThat(embedder.batchStats().orElseThrow().queryCount()).isEqualTo(1);
    }
  }

  @Test
  void aDeadlineEndsTheWaitForAModelThatIsOpening() {
    CountDownLatch loading = new CountDownLatch(1);
    TurnedClock clock = new TurnedClock();
    Deadline passed = Deadline.after(Duration.ZERO, clock.nanoSource());
    Deadline short_ = Deadline.after(Duration.ofNanos(1));
    try (LocalEmbedder embedder = openLater(loading)) {
      for (Deadline deadline : List.of(passed, short_)) {
        assertThatThrownBy(() -> embedder.embedQuery("retry", deadline))
            .isInstanceOf(DeadlineExceededException.class);
      }
      loading.countDown();
    }
  }

  @Test
  void aModelThatCannotBeOpenedIsToldWithItsReason() {
    Supplier<LoadedModel> failing =
        () -> {
          throw new ModelUnavailableException("no weights here");
        };
    try (LocalEmbedder embedder = new LocalEmbedder(manifest(), config(), failing)) {
      assertThatThrownBy(embedder::awaitReady)
          .isInstanceOf(EmbedderUnavailableException.class)
          .hasMessageContaining("no weights here")
          .hasCauseInstanceOf(ModelUnavailableException.class);
      assertThatThrownBy(() -> embedder.embedQuery("retry", NEVER))
          .isInstanceOf(EmbedderUnavailableException.class);
      assertThat(embedder.readiness()).isEqualTo(new Readiness.Failed("no weights here"));
    }
  }

  @Test
  void aModelThatFailsItsWarmUpIsFreed() {
    model.breakDown();
    LocalConfig warm =
        new LocalConfig(BatchConfig.forWorkers(1), Optional.empty(), cacheConfig(), 0, true);
    try (LocalEmbedder embedder = new LocalEmbedder(manifest(), warm, () -> loaded(model))) {
      assertThatThrownBy(embedder::awaitReady).hasMessageContaining("broken");
      assertThat(model.isClosed()).isTrue();
    }
  }

  @Test
  void aModelThatIsLoadedAfterClosingIsFreed() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    LocalEmbedder embedder = openLater(loading);
    Thread closer = Thread.ofVirtual().start(embedder::close);
    Eventually.until(() -> embedder.readiness() instanceof Readiness.Closed);
    assertThatThrownBy(embedder::awaitReady).isInstanceOf(EmbedderUnavailableException.class);

    loading.countDown();
    closer.join();

    assertThat(model.isClosed()).isTrue();
  }

  private LocalEmbedder open() {
    return new LocalEmbedder(manifest(), config(), () -> loaded(model));
  }

  private LocalEmbedder openLater(CountDownLatch loading) {
    return new LocalEmbedder(
        manifest(),
        config(),
        () -> {
          try {
            loading.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return loaded(model);
        });
  }

  private LocalConfig config() {
    return new LocalConfig(
        BatchConfig.forWorkers(2),
        Optional.of(directory.resolve("embedding-cache.db")),
        cacheConfig(),
        2,
        false);
  }

  private static CacheConfig cacheConfig() {
    return new CacheConfig(1_000, Duration.ZERO, 1_000);
  }

  private static LoadedModel loaded(GatedEncoder encoder) {
    return new LoadedModel(
        manifest(), Precision.FP32, Optional.empty(), new WordTokenizer(64), encoder);
  }

  private static ModelManifest manifest() {
    ModelFile file = new ModelFile("model.bin", 1, "0".repeat(64));
    return new ModelManifest(
        "gated",
        "A model for tests",
        new Architecture(1, 1, GatedEncoder.DIMENSION_COUNT, 8, 100, 64, 1e-12),
        Pooling.MEAN,
        64,
        "query: ",
        "passage: ",
        WeightsFormat.ONNX,
        file,
        file,
        "",
        Licence.UNKNOWN,
        List.of());
  }
}
