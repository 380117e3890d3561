package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.IndexFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  @TempDir Path folder;

  @Test
  void aNewDirectoryIsItsOwnersAlone() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("deep/down/data"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.root())))
        .isEqualTo("rwx------");
  }

  @Test
  void aSecondWriterIsToldWhoTheFirstIs() {
    DataDirectory directory = DataDirectory.open(folder);
    LockOwner server = LockOwner.thisProcess("serve").answeringAt("http://127.0.0.1:7070");
    try (WriterLock lock = directory.lock(LockOwner.thisProcess("serve"))) {
      lock.announce(server);

      assertThat(directory.writer()).contains(server);
      assertThatExceptionOfType(DataDirectoryInUseException.class)
          .isThrownBy(() -> directory.lock(LockOwner.thisProcess("index")))
          .satisfies(refusal -> assertThat(refusal.owner()).contains(server))
          .withMessageContaining("http://127.0.0.1:7070");
    }
  }

  @Test
  void theLockIsFreeOnceItIsClosed() {
    DataDirectory directory = DataDirectory.open(folder);
    directory.lock(LockOwner.thisProcess("index")).close();

    assertThat(directory.writer()).isEmpty();
    directory.lock(LockOwner.thisProcess("index")).close();
  }

  @Test
  void aLockThatAKilledProcessLeftIsFree() throws IOException {
    DataDirectory directory = DataDirectory.open(folder);
    Files.writeString(directory.lockFile(), "12345\nserve\nhttp://127.0.0.1:7070\n");

    assertThat(directory.writer()).isEmpty();
    directory.lock(LockOwner.thisProcess("index")).close();
  }

  @Test
  void thePublishedGenerationIsTheCurrentOne() {
    DataDirectory directory = DataDirectory.open(folder);
    assertThat(directory.currentGeneration()).isEmpty();

    directory.publish("one");
    directory.publish("two");

    assertThat(directory.currentGeneration()).contains("two");
    assertThat(directory.previousGeneration()).contains("one");
    directory.publish("two");
    assertThat(directory.previousGeneration()).contains("one");
    directory.publish("three", Optional.empty());
    assertThat(directory.previousGeneration()).isEmpty();
  }

  @Test
  void aPointerOfAnEarlierReleaseHasNoGenerationBefore() throws IOException {
    DataDirectory directory = DataDirectory.open(folder);
    Files.createDirectories(directory.generationsFolder());
    Files.writeString(directory.generationsFolder().resolve("CURRENT"), "one\n");

    assertThat(directory.currentGeneration()).contains("one");
    assertThat(directory.previousGeneration()).isEmpty();
  }

  @Test
  void everyFingerprintHasAFolderOfItsOwn() {
    ModelId model = new ModelId("bge-small-en-v1.5", "fp16");
    IndexFingerprint rules = new IndexFingerprint(model, 384, 1, 16, 1);

    assertThat(DataDirectory.generationName(rules)).isEqualTo("bge-small-en-v1.5_fp16_384_m1p16s1");
  }

  @Test
  void aFileInItsPlaceIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatExceptionOfType(DataDirectoryUnavailableException.class)
        .isThrownBy(() -> DataDirectory.open(file.resolve("data")));
  }

  @Test
  void whoeverAsksWhoWritesIsNeverTakenForAWriter() throws Exception {
    DataDirectory directory = DataDirectory.open(folder.resolve("asked"));
    java.util.concurrent.atomic.AtomicBoolean over =
        new java.util.concurrent.atomic.AtomicBoolean();
    Thread asking =
        Thread.ofPlatform()
            .start(() -> {
              while (!over.get()) {
                var _ = directory.writer();
              }
            });
    try {
      for (int i = 0; i < 100; i++) {
        directory.lock(LockOwner.thisProcess("index")).close();
      }
    } finally {
      over.set(true);
      asking.join();
    }
  }
}
