package dev.kenning.embeddings.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cache's file, checked and swept from outside.
class CacheCareTest {
  private static final ModelId MODEL = new ModelId("model", "fp32");
  private static final CacheConfig CONFIG = new CacheConfig(100, Duration.ZERO, 1_000);

  @TempDir Path directory;

  @Test
  void aWholeFileIsReadToItsLastRowBesideItsUser() {
    try (EmbeddingCache cache = EmbeddingCache.open(file(), CONFIG)) {
      cache.put(MODEL, "one", embedded(1));
      cache.put(MODEL, "two", embedded(2));
      cache.flush();
      assertThat(CacheCheck.of(file(), _ -> {}))
          .isEqualTo(new CacheCondition.Legible(2, 0, List.of()));
      assertThat(cache.find(MODEL, List.of("one", "two"))).hasSize(2);
    }
  }

  @Test
  void withoutAFileThereIsNothingWrong() {
    assertThat(CacheCheck.of(file(), _ -> {})).isEqualTo(new CacheCondition.Absent());
    assertThat(file()).doesNotExist();
  }

  @Test
  void aFlippedBitInAVectorIsCounted() throws Exception {
    put("one", "two");
    byte[] bytes = Files.readAllBytes(file());
    bytes[indexOf(bytes, someBytesOf(1))] ^= 1;
    Files.write(file(), bytes);
    assertThat(CacheCheck.of(file(), _ -> {}))
        .isEqualTo(new CacheCondition.Legible(2, 1, List.of()));
  }

  @Test
  void mendingTakesOutTheDamagedRowAndNoOther() throws Exception {
    put("one", "two", "three");
    byte[] bytes = Files.readAllBytes(file());
    bytes[indexOf(bytes, someBytesOf(2))] ^= 1;
    Files.write(file(), bytes);
    assertThat(CacheMend.of(file())).isEqualTo(new CacheMend(2, 1));
    assertThat(CacheCheck.of(file(), _ -> {}))
        .isEqualTo(new CacheCondition.Legible(2, 0, List.of()));
    try (EmbeddingCache cache = EmbeddingCache.open(file(), CONFIG)) {
      assertThat(cache.find(MODEL, List.of("one", "two", "three")))
          .containsOnlyKeys("one", "three");
    }
    assertThat(directory).isDirectoryNotContaining("glob:**mending*");
  }

  @Test
  void whatIsNoCacheCannotBeMendedAndStays() throws Exception {
    Files.writeString(file(), "this is a text and not a database".repeat(100));
    assertThatExceptionOfType(CacheUnusableException.class).isThrownBy(() -> CacheMend.of(file()));
    assertThat(Files.readString(file())).startsWith("this is a text");
    assertThat(directory).isDirectoryNotContaining("glob:**mending*");
  }

  @Test
  void whatIsNoCacheIsUnreadable() throws Exception {
    Files.writeString(file(), "this is a text and not a database".repeat(100));
    assertThat(CacheCheck.of(file(), _ -> {})).isInstanceOf(CacheCondition.Illegible.class);
  }

  @Test
  void whatIsNotNeededLeavesTheFileAndItsLogWithoutATrace() throws Exception {
    try (EmbeddingCache cache = EmbeddingCache.open(file(), CONFIG)) {
      cache.put(MODEL, "kept", embedded(1));
      cache.put(MODEL, "erased", embedded(2));
      cache.flush();
      assertThat(traces(2)).isNotEmpty();
      CacheNeeds needs = new CacheNeeds();
      needs.add(MODEL, "kept");
      assertThat(CacheSweep.of(file(), needs, false)).isEqualTo(new CacheSweep(1, 1, true));
      assertThat(cache.find(MODEL, List.of("kept", "erased"))).containsOnlyKeys("kept");
      assertThat(traces(2)).isEmpty();
      cache.put(MODEL, "later", embedded(3));
      cache.flush();
      assertThat(cache.find(MODEL, List.of("later"))).hasSize(1);
    }
  }

  @Test
  void aShrunkFileGivesItsSpaceBackAndKeepsWhatIsNeeded() throws Exception {
    CacheNeeds needs = new CacheNeeds();
    needs.add(MODEL, "7");
    put(Stream.iterate(1, i -> i + 1).limit(99).map(String::valueOf).toArray(String[]::new));
    long before = Files.size(file());
    assertThat(CacheSweep.of(file(), needs, true).removedCount()).isEqualTo(98);
    assertThat(Files.size(file())).isLessThan(before);
    try (EmbeddingCache cache = EmbeddingCache.open(file(), CONFIG)) {
      assertThat(cache.find(MODEL, List.of("7", "8"))).containsOnlyKeys("7");
    }
  }

  private List<Path> traces(int seed) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = new java.util.ArrayList<>();
      for (Path file : files.toList()) {
        if (indexOf(Files.readAllBytes(file), someBytesOf(seed)) >= 0) {
          found.add(file);
        }
      }
      return found;
    }
  }

  private void put(String... texts) {
    try (EmbeddingCache cache = EmbeddingCache.open(file(), CONFIG)) {
      for (int i = 0; i < texts.length; i++) {
        cache.put(MODEL, texts[i], embedded(i + 1));
      }
    }
  }

  private Path file() {
    return directory.resolve("embedding-cache.db");
  }

  private static EmbeddedText embedded(int seed) {
    return new EmbeddedText(vector(seed), 5, 0, EmbeddedText.Origin.MODEL);
  }

  private static Embedding vector(int seed) {
    float[] values = new float[64];
    double length = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(seed * 100 + i + 1);
      length += values[i] * values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= (float) Math.sqrt(length);
    }
    return Embedding.of(values);
  }

  private static byte[] someBytesOf(int seed) {
    float[] values = vector(seed).toArray();
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 20; i < 24; i++) {
      bytes.putFloat(values[i]);
    }
    return bytes.array();
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
