package dev.kenning.indexer.store.lucene;

import static dev.kenning.indexer.store.SampleMethods.DIMENSIONS;
import static dev.kenning.indexer.store.SampleMethods.FINGERPRINT;
import static dev.kenning.indexer.store.SampleMethods.HASH;
import static dev.kenning.indexer.store.SampleMethods.file;
import static dev.kenning.indexer.store.SampleMethods.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.FingerprintMismatchException;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreLockedException;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LuceneMethodStoreTest {
  private static final FileKey HTTP = file("com/shop/Http.java");
  private static final FileKey CART = file("com/shop/Cart.java");

  @TempDir Path folder;

  @Test
  void committedMethodsAreThereAfterReopening() {
    try (LuceneMethodStore store = open()) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
      store.commit(new SequenceNumber(4));
    }
    try (LuceneMethodStore store = open();
        StoreSnapshot snapshot = store.snapshot()) {
      assertThat(store.committed()).isEqualTo(new SequenceNumber(4));
      assertThat(snapshot.sequence()).isEqualTo(new SequenceNumber(4));
      assertThat(snapshot.methodCount()).isOne();
      assertThat(snapshot.generation()).isEqualTo(folder.getFileName().toString());
    }
  }

  @Test
  void whatWasNotCommittedIsGoneAfterReopening() {
    try (LuceneMethodStore store = open()) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
      store.commit(new SequenceNumber(1));
      store.replaceFile(CART, HASH, List.of(method(CART, "add", "", 2)));
      store.refresh(new SequenceNumber(2));
    }
    try (LuceneMethodStore store = open();
        StoreSnapshot snapshot = store.snapshot()) {
      assertThat(store.committed()).isEqualTo(new SequenceNumber(1));
      assertThat(snapshot.methodCount()).isOne();
    }
  }

  @Test
  void otherRulesAreRefusedByName() {
    open().close();
    IndexFingerprint other = new IndexFingerprint(FINGERPRINT.model(), DIMENSIONS, 1, 2, 1);
    assertThatThrownBy(() -> LuceneMethodStore.open(folder, other, StoreConfig.DEFAULT))
        .isInstanceOf(FingerprintMismatchException.class)
        .hasMessageContaining("p2")
        .hasMessageContaining("new generation");
    assertThat(LuceneMethodStore.fingerprintOf(folder)).contains(FINGERPRINT);
  }

  @Test
  void folderWithoutAnIndexHasNoFingerprintAndNothingToRead() {
    assertThat(LuceneMethodStore.fingerprintOf(folder)).isEmpty();
    assertThatThrownBy(() -> LuceneMethodStore.openReadOnly(folder, StoreConfig.DEFAULT))
        .isInstanceOf(StoreMissingException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void secondWriterIsRefusedByName() {
    try (LuceneMethodStore _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreLockedException.class)
          .hasMessageContaining(folder.toString());
    }
    open().close();
  }

  @Test
  void readerSeesTheLastCommitBesideAWriter() {
    try (LuceneMethodStore store = open()) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
      store.commit(new SequenceNumber(1));
      try (SnapshotSource reader = LuceneMethodStore.openReadOnly(folder, StoreConfig.DEFAULT)) {
        store.removeFile(HTTP);
        store.commit(new SequenceNumber(2));
        assertThat(reader.committed()).isEqualTo(new SequenceNumber(1));
        assertThat(reader.fingerprint()).isEqualTo(FINGERPRINT);
        try (StoreSnapshot snapshot = reader.snapshot()) {
          assertThat(snapshot.methodCount()).isOne();
        }
      }
    }
  }

  @Test
  void everyTruncatedFileIsNamed() throws IOException {
    for (String extension : List.of("vec", "veq", "doc", "fdt", "si", "fnm")) {
      Path store = folder.resolve(extension);
      try (LuceneMethodStore writing =
          LuceneMethodStore.open(store, FINGERPRINT, StoreConfig.DEFAULT)) {
        writing.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
        writing.commit(new SequenceNumber(1));
      }
      Path damaged = only(store, "." + extension);
      byte[] bytes = Files.readAllBytes(damaged);
      Files.write(damaged, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      assertThatThrownBy(() -> LuceneMethodStore.openReadOnly(store, StoreConfig.DEFAULT))
          .isInstanceOfSatisfying(
              StoreCorruptException.class,
              e -> assertThat(e.path()).as(e.getMessage()).isEqualTo(damaged))
          .hasMessageContaining("rebuild");
      assertThatThrownBy(() -> LuceneMethodStore.open(store, FINGERPRINT, StoreConfig.DEFAULT))
          .isInstanceOf(StoreCorruptException.class);
    }
  }

  @Test
  void missingFileIsNamed() throws IOException {
    try (LuceneMethodStore store = open()) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
      store.commit(new SequenceNumber(1));
    }
    Path lost = only(folder, ".vec");
    Files.delete(lost);
    assertThatThrownBy(() -> LuceneMethodStore.openReadOnly(folder, StoreConfig.DEFAULT))
        .isInstanceOfSatisfying(
            StoreCorruptException.class,
            e -> assertThat(e.path().getFileName()).isEqualTo(lost.getFileName()));
  }

  private static Path only(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  @Test
  void fullDiskDuringACommitLeavesTheLastCommit() throws IOException {
    FillingDirectory disk = new FillingDirectory(new MMapDirectory(folder));
    LuceneMethodStore store =
        LuceneMethodStore.open(new IndexDirectory(folder, disk), FINGERPRINT, StoreConfig.DEFAULT);
    store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
    store.commit(new SequenceNumber(1));
    store.refresh(new SequenceNumber(1));
    store.replaceFile(CART, HASH, List.of(method(CART, "add", "", 2)));
    disk.fill();
    assertThatThrownBy(() -> store.commit(new SequenceNumber(2)))
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            e -> assertThat(e.committed()).isEqualTo(new SequenceNumber(1)))
        .hasMessageContaining("No space left");
    assertThatThrownBy(() -> store.removeFile(HTTP)).isInstanceOf(StoreUnavailableException.class);
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.methodCount()).isOne(); // readers go on
    }
    store.close();
    disk.empty();
    try (LuceneMethodStore again = open();
        StoreSnapshot snapshot = again.snapshot()) {
      assertThat(again.committed()).isEqualTo(new SequenceNumber(1));
      assertThat(snapshot.methodCount()).isOne();
      again.replaceFile(CART, HASH, List.of(method(CART, "add", "", 2)));
      again.commit(new SequenceNumber(2));
    }
  }

  @Test
  void fullDiskDuringARefreshIsToldToo() throws IOException {
    FillingDirectory disk = new FillingDirectory(new MMapDirectory(folder));
    try (LuceneMethodStore store =
        LuceneMethodStore.open(
            new IndexDirectory(folder, disk), FINGERPRINT, StoreConfig.DEFAULT)) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
      disk.fill();
      assertThatThrownBy(() -> store.refresh(new SequenceNumber(1)))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(store.committed()).isEqualTo(SequenceNumber.NONE);
    }
  }

  @Test
  void recoveredStoreGoesOnFromItsLastCommitAndNoReaderIsSentBackInTime() throws IOException {
    FillingDirectory disk = new FillingDirectory(new MMapDirectory(folder));
    try (LuceneMethodStore store =
        LuceneMethodStore.open(
            new IndexDirectory(folder, disk), FINGERPRINT, StoreConfig.DEFAULT)) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
      store.commit(new SequenceNumber(1));
      store.replaceFile(CART, HASH, List.of(method(CART, "add", "", 2)));
      store.refresh(new SequenceNumber(2));
      disk.fill();
      assertThatThrownBy(() -> store.commit(new SequenceNumber(2)))
          .isInstanceOf(StoreUnavailableException.class);
      disk.empty();

      store.recover();

      assertThat(store.committed()).isEqualTo(new SequenceNumber(1));
      store.refresh(
          new SequenceNumber(1)); // what the first commit holds is older than what is seen
      assertSees(store, 2, 2);
      store.replaceFile(CART, HASH, List.of(method(CART, "add", "", 2)));
      store.removeFile(HTTP);
      store.refresh(new SequenceNumber(3));
      assertSees(store, 3, 1);
      store.commit(new SequenceNumber(3));
    }
    try (LuceneMethodStore again = open()) {
      assertSees(again, 3, 1);
    }
  }

  @Test
  void storeThatIsWellNeedsNoRecovery() {
    try (LuceneMethodStore store = open()) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
      store.recover();
      store.refresh(new SequenceNumber(1));
      assertSees(store, 1, 1); // what was written and not committed is not lost
    }
  }

  @Test
  void diskThatIsStillFullIsToldAgainAfterTheRecovery() throws IOException {
    FillingDirectory disk = new FillingDirectory(new MMapDirectory(folder));
    try (LuceneMethodStore store =
        LuceneMethodStore.open(
            new IndexDirectory(folder, disk), FINGERPRINT, StoreConfig.DEFAULT)) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
      disk.fill();
      assertThatThrownBy(() -> store.commit(new SequenceNumber(1)))
          .isInstanceOf(StoreUnavailableException.class);
      store.recover(); // opening needs no space; writing does
      assertThatThrownBy(
              () -> {
                store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
                store.commit(new SequenceNumber(1));
              })
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void bitFlippedUnderAWriterIsMetByAMergeAndNoReopeningIsTried() throws IOException {
    try (LuceneMethodStore store = open()) {
      for (int file = 0; file < 2; file++) {
        FileKey key = file("com/shop/C" + file + ".java");
        store.replaceFile(key, HASH, List.of(method(key, "send", "", file)));
        store.commit(new SequenceNumber(file + 1L));
      }
      flipABit(only(folder, ".fdt"));
      assertThatThrownBy(store::mergeAll)
          .isInstanceOf(StoreCorruptException.class)
          .hasMessageContaining("rebuild");
      assertThatThrownBy(store::recover).isInstanceOf(StoreCorruptException.class);
      assertSees(store, 0, 0); // nothing was refreshed: readers go on with what they had
    }
  }

  private static void flipABit(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
  }

  private static void assertSees(LuceneMethodStore store, long sequence, long methods) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      assertThat(snapshot.sequence()).isEqualTo(new SequenceNumber(sequence));
      assertThat(snapshot.methodCount()).isEqualTo(methods);
    }
  }

  @Test
  void sizeIsThatOfTheFiles() throws IOException {
    try (LuceneMethodStore store = open()) {
      store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "Sends.", 1)));
      store.commit(new SequenceNumber(1));
      long bytes = 0;
      try (Stream<Path> files = Files.list(folder)) {
        for (Path path : files.filter(f -> !f.endsWith("write.lock")).toList()) {
          bytes += Files.size(path);
        }
      }
      assertThat(store.size().totalBytes()).isEqualTo(bytes);
      assertThat(store.size().bytesByPart()).allSatisfy((_, size) -> assertThat(size).isPositive());
    }
  }

  @Test
  void simdIsReportedAsLuceneUsesIt() throws ReflectiveOperationException {
    // Lucene has no public way to ask; the test looks inside, so that the product need not.
    var inside = VectorUtil.class.getDeclaredField("IMPL");
    inside.setAccessible(true);
    boolean used = inside.get(null).getClass().getSimpleName().startsWith("Panama");
    assertThat(LuceneMethodStore.usesSimd()).isEqualTo(used);
  }

  private LuceneMethodStore open() {
    return LuceneMethodStore.open(folder, FINGERPRINT, StoreConfig.DEFAULT);
  }
}
