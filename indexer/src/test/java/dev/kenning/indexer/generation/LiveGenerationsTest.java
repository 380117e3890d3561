package dev.kenning.indexer.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.Generation.Standing;
import dev.kenning.indexer.generation.GenerationJob.State;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Generations by made-up models of different sizes; `GenerationSwitchIT` does it with real ones.
final class LiveGenerationsTest {
  private static final ModelChoice SMALL = new ModelChoice("small", Optional.of("fp32"));
  private static final ModelChoice LARGE = new ModelChoice("large", Optional.of("fp32"));

  @TempDir Path data;
  private final AtomicInteger openModels = new AtomicInteger();
  private final AtomicInteger availableMegabytes = new AtomicInteger(Integer.MAX_VALUE);
  private DataDirectory directory;
  private GenerationFolders folders;
  private ChangeLedger ledger;
  private IndexWorkers workers;
  private LiveIndex live;
  private ServingSwitch serving;
  private LiveGenerations generations;

  @BeforeEach
  void begin() {
    directory = DataDirectory.open(data);
    ledger = SqliteChangeLedger.open(directory.ledgerFile(), LedgerConfig.DEFAULT);
    ledger.createRepository("shop", Optional.empty());
    for (int i = 0; i < 40; i++) {
      put("Type" + i, 1);
    }
    start(SMALL);
    assertThat(live.awaitVisible(ledger.head(), soon())).isTrue();
  }

  private void start(ModelChoice choice) {
    folders = new GenerationFolders(directory);
    workers = IndexWorkers.start(1);
    GenerationOpener opener =
        new GenerationOpener(
            folders,
            ledger,
            new SharedModels(new MadeUpModels()),
            new GenerationRoom(() -> Long.MAX_VALUE, () -> availableMegabytes.get() * 1_000_000L),
            StoreConfig.DEFAULT,
            GoneMethods.read(directory.goneMethodsFile()));
    OpenGeneration followed =
        folders.published().isPresent()
            ? opener.openNamed(folders.published().get().name())
            : opener.open(choice);
    folders.publish(followed.name());
    serving = ServingSwitch.to(followed.unit());
    live =
        new LiveIndex(
            new IndexRun(followed.stages(), workers, IndexRunConfig.DEFAULT),
            ledger,
            followed.store().committed(),
            SourceRules.DEFAULT);
    generations = new LiveGenerations(folders, opener, ledger, live, workers, serving, followed);
    live.start();
  }

  @AfterEach
  void end() {
    stop();
    ledger.close();
  }

  private void stop() {
    live.close();
    generations.close();
    workers.close();
  }

  @Test
  void anotherModelIsBuiltBesideComparedPublishedAndGoneBackFrom() {
    String first = published();
    generations.build(LARGE, false);
    await(() -> state() == State.READY);

    assertThat(published()).isEqualTo(first);
    assertThat(generations.list())
        .extracting(Generation::standing)
        .containsExactly(Standing.PUBLISHED, Standing.UNPUBLISHED);
    SequenceNumber later = put("Later", 1); // both follow
    assertThat(live.awaitVisible(later, soon())).isTrue();

    String second = generations.job().orElseThrow().generation().orElseThrow();
    generations.publish(second);
    await(() -> state() == State.PUBLISHED);

    assertThat(published()).isEqualTo(second);
    assertThat(answeringModel()).isEqualTo("large");
    assertThat(methodCount()).isEqualTo(41);
    assertThat(folders.previous().orElseThrow().name()).isEqualTo(first);
    await(() -> openModels.get() == 1); // the one before is closed

    SequenceNumber between = put("Between", 1); // only the new one follows this
    assertThat(live.awaitVisible(between, soon())).isTrue();
    generations.rollBack();
    await(() -> state() == State.PUBLISHED);

    assertThat(published()).isEqualTo(first);
    assertThat(answeringModel()).isEqualTo("small");
    assertThat(methodCount()).isEqualTo(42); // what came meanwhile was brought in first
  }

  @Test
  void noRequestFailsOrMeetsAMixedUnitWhileGenerationsAreSwitched() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    Thread asking =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                try (ServingLease unit = serving.lease();
                    StoreSnapshot snapshot = unit.store().snapshot()) {
                  boolean fits =
                      unit.store().fingerprint().model().equals(unit.embedder().model())
                          && snapshot.methodCount() == 40
                          && !snapshot
                              .nearest(
                                  unit.embedder().embedQuery("go", soon()).embedding(),
                                  3,
                                  new dev.kenning.indexer.filter.Filter.All(),
                                  soon())
                              .isEmpty();
                  answered.incrementAndGet();
                  wrong.addAndGet(fits ? 0 : 1);
                } catch (RuntimeException e) {
                  wrong.incrementAndGet();
                }
              }
            });
    for (int round = 0; round < 3; round++) {
      generations.build(round % 2 == 0 ? LARGE : SMALL, true);
      await(() -> state().isFinal());
      assertThat(state()).isEqualTo(State.PUBLISHED);
    }
    done.set(true);
    asking.join();

    assertThat(answered.get()).isPositive();
    assertThat(wrong.get()).isZero();
  }

  @Test
  void aBuildThatWasBrokenOffGoesOnAfterARestart() {
    generations.build(LARGE, true);
    stop(); // at once: it may have got anywhere
    assertThat(state()).isIn(State.STOPPED, State.PUBLISHED);

    start(SMALL);
    Optional<GenerationJob> resumed = generations.resume();
    await(() -> resumed.isEmpty() || state().isFinal());

    assertThat(answeringModel()).isEqualTo("large");
    assertThat(methodCount()).isEqualTo(40);
    assertThat(folders.wanted()).isEmpty();
  }

  @Test
  void twoModelsThatDoNotFitIntoMemoryAreRefusedClearly() {
    availableMegabytes.set(300);
    generations.build(LARGE, true);
    await(() -> state().isFinal());

    assertThat(state()).isEqualTo(State.FAILED);
    assertThat(generations.job().orElseThrow().failure().orElseThrow())
        .contains("large")
        .contains("300 MB are available");
    assertThat(answeringModel()).isEqualTo("small");
  }

  @Test
  void onlyOneIsBuiltAtATimeAndWhatIsUsedIsNotRemoved() {
    generations.build(LARGE, false);
    assertThatExceptionOfType(GenerationInUseException.class)
        .isThrownBy(() -> generations.build(SMALL, false));
    assertThatExceptionOfType(GenerationInUseException.class)
        .isThrownBy(() -> generations.remove(published()));
    assertThatExceptionOfType(UnknownGenerationException.class)
        .isThrownBy(() -> generations.remove("nothing"))
        .withMessageContaining(published());
    assertThatExceptionOfType(UnknownGenerationException.class).isThrownBy(generations::rollBack);
  }

  @Test
  void aDamagedIndexIsBuiltAnewWhileTheOldOneAnswers() throws IOException {
    String before = published();
    put("Other", 1);
    assertThat(live.awaitVisible(ledger.head(), soon())).isTrue();
    flipABitInEveryStoredFile();
    generations.rebuild();
    await(() -> state() == State.PUBLISHED);

    assertThat(published()).isEqualTo(before + "-2");
    assertThat(methodCount()).isEqualTo(41);
    await(() -> !Files.exists(directory.generationFolder(before)));
    assertThat(folders.previous()).isEmpty();
  }

  private void flipABitInEveryStoredFile() throws IOException {
    try (Stream<Path> files = Files.list(directory.generationFolder(published()))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".fdt")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
  }

  private State state() {
    return generations.job().orElseThrow().state();
  }

  private String published() {
    return folders.published().orElseThrow().name();
  }

  private String answeringModel() {
    try (ServingLease unit = serving.lease()) {
      return unit.embedder().model().name();
    }
  }

  private long methodCount() {
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = unit.store().snapshot()) {
      return snapshot.methodCount();
    }
  }

  private SequenceNumber put(String type, long version) {
    String text = "class %s { void run() { go(); } }".formatted(type);
    FileChange change =
        new FileChange.Put(
            new FileKey("shop", type + ".java"),
            OptionalLong.of(version),
            Content.of(text.getBytes(StandardCharsets.UTF_8)));
    return live == null
        ? ledger.accept(List.of(change)).getFirst().sequence()
        : live.accept(List.of(change)).getFirst().sequence();
  }

  private static void await(BooleanSupplier condition) {
    Deadline deadline = soon();
    while (!condition.getAsBoolean() && !deadline.hasPassed()) {
      Thread.onSpinWait();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(60));
  }

  private final class MadeUpModels implements ModelSource {
    @Override
    public Embedder open(ModelChoice choice) {
      openModels.incrementAndGet();
      int dimensions = choice.model().equals("small") ? 64 : 128;
      ModelId id = new ModelId(choice.model(), choice.precision().orElse("fp32"));
      return new CountedEmbedder(new HashingEmbedder(id, dimensions, 512), openModels);
    }

    @Override
    public long weightsBytes(ModelChoice choice) {
      return 50_000_000;
    }
  }
}
