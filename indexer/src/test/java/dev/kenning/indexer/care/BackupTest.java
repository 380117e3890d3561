package dev.kenning.indexer.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.care.Restoration.Outcome;
import dev.kenning.indexer.run.DataDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The archive and the way back, with bytes that stand for a ledger; a real one goes the same way
/// in `CareIT`.
final class BackupTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final byte[] LEDGER =
      "the truth, many times over. ".repeat(2_000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void fill() throws IOException {
    data = DataDirectory.open(folder.resolve("data"));
    Path model = Files.createDirectories(data.modelsFolder().resolve("my-bert"));
    Files.writeString(model.resolve("manifest.json"), "{}");
    Files.writeString(model.resolve("weights.safetensors"), "numbers");
    Files.writeString(
        Files.createDirectories(data.modelsFolder().resolve("converted")).resolve("a.pt"), "again");
  }

  @Test
  void whatCannotBeMadeAgainComesBackByteForByte() throws Exception {
    BackupManifest written = backup();
    assertThat(written.sequence()).isEqualTo(42);
    assertThat(written.madeAt()).isEqualTo(NOON);

    Path place = folder.resolve("restored");
    try (Backup backup = Backup.open(file())) {
      assertThat(backup.manifest()).isEqualTo(written);
      assertThat(restoration(place).restore(backup, false, CareProgress.NONE))
          .isInstanceOf(Outcome.Restored.class);
    }
    assertThat(contents(place))
        .containsOnlyKeys(
            "ledger.db", "models/my-bert/manifest.json", "models/my-bert/weights.safetensors");
    assertThat(place.resolve("ledger.db")).hasBinaryContent(LEDGER);
    assertThat(siblings()).containsExactlyInAnyOrder("data", "restored", "kenning.backup");
  }

  @Test
  void everyFlippedBitIsFoundBeforeAnythingIsTouched() throws Exception {
    backup();
    byte[] whole = Files.readAllBytes(file());
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    Path place = folder.resolve("restored");
    int harmless = 0;
    for (int i = 0; i < 100; i++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), damaged);
      try (Backup backup = Backup.open(file())) {
        restoration(place).restore(backup, false, CareProgress.NONE);
        // a date or an attribute of the archive's own, which nothing reads
        assertThat(place.resolve("ledger.db"))
            .as("seed %d, byte %d", seed, at)
            .hasBinaryContent(LEDGER);
        FileTrees.delete(place);
        harmless++;
      } catch (BackupUnusableException | IOException | IllegalArgumentException e) {
        assertThat(place).as("seed %d, byte %d", seed, at).doesNotExist();
      }
    }
    assertThat(harmless).as("seed %d", seed).isLessThan(50);
    assertThat(siblings()).containsExactlyInAnyOrder("data", "kenning.backup");
  }

  @Test
  void aBackupThatWasCutOffIsRefused() throws Exception {
    backup();
    byte[] whole = Files.readAllBytes(file());
    for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      assertThatExceptionOfType(BackupUnusableException.class)
          .isThrownBy(() -> Backup.open(file()))
          .withMessageContaining("cut off");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "models/../../evil",
        "/etc/evil",
        "models\\..\\evil",
        "C:/evil",
        "models/my-bert/../../../evil",
        "generations/CURRENT",
        "kenning.lock",
        "models/.hidden/x"
      })
  void aNameThatNoBackupHoldsIsRefused(String name) throws Exception {
    zip(Map.of("ledger.db", "x", name, "evil", "manifest.json", "{}"));
    assertThatExceptionOfType(BackupUnusableException.class)
        .isThrownBy(() -> Backup.open(file()))
        .withMessageContaining(name);
  }

  @Test
  void aBackupOfALaterFormatIsRefusedWithBothNumbers() throws Exception {
    zip(Map.of("ledger.db", "x", "manifest.json", "{\"format\":\"kenning-backup\",\"version\":9}"));
    assertThatExceptionOfType(BackupUnusableException.class)
        .isThrownBy(() -> Backup.open(file()))
        .withMessageContaining("format 9; this Kenning reads 1");
  }

  @Test
  void somethingElseThatIsAZipIsRefused() throws Exception {
    zip(Map.of("ledger.db", "x"));
    assertThatExceptionOfType(BackupUnusableException.class)
        .isThrownBy(() -> Backup.open(file()))
        .withMessageContaining("no manifest");
  }

  @Test
  void aDirectoryThatHoldsSomethingIsNotReplacedUnasked() throws Exception {
    backup();
    Path place = Files.createDirectories(folder.resolve("other"));
    Files.writeString(place.resolve("ledger.db"), "mine");
    try (Backup backup = Backup.open(file())) {
      assertThat(restoration(place).restore(backup, false, CareProgress.NONE))
          .isEqualTo(new Outcome.Occupied(place));
      assertThat(place.resolve("ledger.db")).hasContent("mine");

      assertThat(restoration(place).restore(backup, true, CareProgress.NONE))
          .isEqualTo(
              new Outcome.Restored(
                  backup.manifest(),
                  java.util.Optional.of(folder.resolve("other.before-restore-1"))));
      assertThat(place.resolve("ledger.db")).hasBinaryContent(LEDGER);
      assertThat(folder.resolve("other.before-restore-1/ledger.db")).hasContent("mine");
    }
  }

  @Test
  void anUnpackedLedgerThatIsNotAcceptedTakesNobodysPlace() throws Exception {
    backup();
    Path place = Files.createDirectories(folder.resolve("other"));
    Files.writeString(place.resolve("ledger.db"), "mine");
    try (Backup backup = Backup.open(file())) {
      Restoration doubtful =
          new Restoration(
              place,
              _ -> {
                throw new BackupUnusableException("not a ledger");
              });
      assertThatExceptionOfType(BackupUnusableException.class)
          .isThrownBy(() -> doubtful.restore(backup, true, CareProgress.NONE));
    }
    assertThat(place.resolve("ledger.db")).hasContent("mine");
    assertThat(siblings()).containsExactlyInAnyOrder("data", "other", "kenning.backup");
  }

  @Test
  void aFullDiskLeavesNothingAndSaysSo() throws Exception {
    for (long space : new long[] {0, 100, 500}) {
      BackupWriter writer =
          new BackupWriter(data, this::copyLedger, InstantSource.fixed(NOON), full(space));
      assertThatExceptionOfType(BackupFailedException.class)
          .isThrownBy(() -> writer.write(file(), false, CareProgress.NONE))
          .withMessageContaining("nothing of it is left")
          .withMessageContaining("No space left on device");
      assertThat(siblings()).containsExactly("data");
    }
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() throws Exception {
    Files.writeString(file(), "mine");
    assertThatExceptionOfType(BackupFailedException.class)
        .isThrownBy(this::backup)
        .withMessageContaining("is there already");
    assertThat(file()).hasContent("mine");
    assertThat(siblings()).containsExactlyInAnyOrder("data", "kenning.backup");
  }

  private BackupManifest backup() {
    return new BackupWriter(data, this::copyLedger, InstantSource.fixed(NOON))
        .write(file(), false, CareProgress.NONE);
  }

  private SequenceNumber copyLedger(Path target) {
    try {
      Files.write(target, LEDGER);
      return new SequenceNumber(42);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return folder.resolve("kenning.backup");
  }

  private static Restoration restoration(Path place) {
    return new Restoration(place, _ -> {});
  }

  private void zip(Map<String, String> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }

  private Stream<String> siblings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  private static Map<String, Path> contents(Path root) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> found.put(root.relativize(file).toString().replace('\\', '/'), file));
    }
    return found;
  }

  private static BackupWriter.Disk full(long space) {
    return file ->
        new OutputStream() {
          private final OutputStream out = Files.newOutputStream(file);
          private long left = space;

          @Override
          public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
              throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
          }

          @Override
          public void close() throws IOException {
            out.close();
          }
        };
  }
}
