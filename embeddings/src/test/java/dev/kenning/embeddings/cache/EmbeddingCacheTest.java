package dev.kenning.embeddings.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {
  private static final ModelId MODEL = new ModelId("model", "fp32");
  private static final CacheConfig CONFIG = new CacheConfig(100, Duration.ZERO, 1_000);

  private static final int PAGE_BYTES = 8_192;

  @TempDir Path directory;

  @Test
  void whatWasPutIsFoundBitForBitAfterReopening() {
    EmbeddedText made = embedded(1);
    try (EmbeddingCache cache = open()) {
      cache.put(MODEL, "a text", made);
      assertThat(cache.find(MODEL, List.of("a text"))).containsEntry("a text", cached(made));
    }
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(MODEL, List.of("a text", "another")))
          .containsExactly(Map.entry("a text", cached(made)));
      CacheStats stats = cache.stats();
      assertThat(stats.hitCount()).isEqualTo(1);
      assertThat(stats.missCount()).isEqualTo(1);
      assertThat(stats.entryCount()).isEqualTo(1);
    }
  }

  @Test
  void anotherModelOrPrecisionIsAMiss() {
    try (EmbeddingCache cache = open()) {
      cache.put(MODEL, "a text", embedded(1));
      cache.flush();
      assertThat(cache.find(new ModelId("model", "fp16"), List.of("a text"))).isEmpty();
      assertThat(cache.find(new ModelId("other", "fp32"), List.of("a text"))).isEmpty();
    }
  }

  @Test
  void whatWasFlushedSurvivesAKilledProcess() throws IOException {
    Path copy = directory.resolve("copy").resolve("cache.db");
    try (EmbeddingCache cache = open()) {
      cache.put(MODEL, "a text", embedded(1));
      cache.flush();
      // What a killed process leaves behind: the file and its log, not folded together.
      Files.createDirectories(copy.getParent());
      Files.copy(file(), copy);
      Files.copy(beside("-wal"), copy.resolveSibling("cache.db-wal"));
    }
    try (EmbeddingCache cache = EmbeddingCache.open(copy, CONFIG)) {
      assertThat(cache.find(MODEL, List.of("a text"))).hasSize(1);
    }
  }

  @Test
  void aFlippedBitIsAMissAndTheTextCanBePutAgain() throws Exception {
    put("a text", "another");
    change("UPDATE vectors SET vector = zeroblob(length(vector)) WHERE id = 1");
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(MODEL, List.of("a text", "another"))).containsOnlyKeys("another");
      assertThat(cache.stats().damagedCount()).isEqualTo(1);
      cache.put(MODEL, "a text", embedded(3));
      cache.flush();
      assertThat(cache.find(MODEL, List.of("a text"))).containsEntry("a text", cached(embedded(3)));
    }
  }

  @Test
  void aChangedCountIsAMiss() throws Exception {
    put("a text");
    change("UPDATE vectors SET token_count = token_count + 1");
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(MODEL, List.of("a text"))).isEmpty();
    }
  }

  @Test
  void aRowUnderAnothersKeyIsAMiss() throws Exception {
    put("a text", "another");
    change("UPDATE vectors SET id = 10 - id; UPDATE vectors SET id = id - 7");
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(MODEL, List.of("a text", "another"))).isEmpty();
    }
  }

  @Test
  void aRowOfAnotherModelIsAMiss() throws Exception {
    put("a text");
    change("UPDATE models SET name = 'model@int8'");
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(new ModelId("model", "int8"), List.of("a text"))).isEmpty();
    }
  }

  @Test
  void aFileThatIsNoCacheIsSetAside() throws IOException {
    Files.writeString(file(), "This is not a database, whatever its name says. ".repeat(100));
    try (EmbeddingCache cache = open()) {
      cache.put(MODEL, "a text", embedded(1));
      assertThat(cache.find(MODEL, List.of("a text"))).hasSize(1);
    }
    assertThat(Files.readString(beside(".unusable"))).startsWith("This is not a database");
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(MODEL, List.of("a text"))).hasSize(1);
    }
  }

  @Test
  void aDatabaseOfAnotherProgramIsSetAside() throws Exception {
    change("CREATE TABLE theirs(id INTEGER)");
    open().close();
    assertThat(beside(".unusable")).exists();
  }

  @Test
  void aNewerVersionIsSetAside() throws Exception {
    put("a text");
    change("PRAGMA user_version = 99");
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(MODEL, List.of("a text"))).isEmpty();
    }
    assertThat(beside(".unusable")).exists();
  }

  @Test
  void aTruncatedFileIsSetAsideOrMissesButNeverFails() throws IOException {
    put(IntStream.range(0, 90).mapToObj(i -> "text " + i).toArray(String[]::new));
    byte[] whole = Files.readAllBytes(file());
    for (int length : new int[] {0, 10, 99, 4_096, whole.length / 2, whole.length - 100}) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (EmbeddingCache cache = open()) {
        assertThat(cache.find(MODEL, List.of("text 89", "text 0"))).isNotNull();
        cache.put(MODEL, "new", embedded(5));
        cache.flush();
        assertThat(cache.find(MODEL, List.of("new"))).containsEntry("new", cached(embedded(5)));
      }
      Files.deleteIfExists(beside(".unusable"));
    }
  }

  /// A page in the midst of the vectors is filled with what is no page at all.
  @Test
  void aBadPageCostsTheRowsOnItAndIsCounted() throws Exception {
    String[] texts = IntStream.range(0, 90).mapToObj(i -> "text " + i).toArray(String[]::new);
    put(texts);
    long page = pageOfAVector(45);
    byte[] bytes = Files.readAllBytes(file());
    Arrays.fill(bytes, (int) page, (int) page + PAGE_BYTES, (byte) 0xff);
    Files.write(file(), bytes);
    try (EmbeddingCache cache = open()) {
      Map<String, EmbeddedText> found = cache.find(MODEL, List.of(texts));
      assertThat(found).hasSizeBetween(80, 89).doesNotContainKey("text 45");
      found.forEach((text, embedded) ->
          assertThat(embedded).isEqualTo(cached(embedded(Integer.parseInt(text.substring(5))))));
      CacheStats stats = cache.stats();
      assertThat(stats.damagedCount()).isEqualTo(90 - found.size());
      assertThat(stats.entryCount()).isEqualTo(found.size());
      cache.put(MODEL, "text 45", embedded(45));
      cache.flush();
      assertThat(cache.find(MODEL, List.of("text 45"))).hasSize(1);
    }
    assertThat(beside(".unusable")).exists();
  }

  /// Where the page begins that holds the vector `embedded(seed)`.
  private long pageOfAVector(int seed) throws IOException {
    ByteBuffer wanted = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    wanted.asFloatBuffer().put(embedded(seed).embedding().toArray(), 0, 16);
    byte[] bytes = Files.readAllBytes(file());
    for (int at = 0; at + 64 <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + 64, wanted.array(), 0, 64)) {
        return (long) PAGE_BYTES * (at / PAGE_BYTES);
      }
    }
    throw new AssertionError("the vector is not in the file");
  }

  /// Whatever byte is damaged, a vector that is returned is the one that was put.
  @Test
  void damageAnywhereNeverGivesAWrongVector() throws IOException {
    String[] texts = IntStream.range(0, 60).mapToObj(i -> "text " + i).toArray(String[]::new);
    put(texts);
    byte[] whole = Files.readAllBytes(file());
    long seed = 20_261_122L;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 40; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 8; i++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file(), damaged);
      try (EmbeddingCache cache = open()) {
        Map<String, EmbeddedText> found = cache.find(MODEL, List.of(texts));
        for (int i = 0; i < texts.length; i++) {
          EmbeddedText expected = cached(embedded(i));
          assertThat(found.getOrDefault(texts[i], expected)).as("seed " + seed).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void theEntriesUsedLongestAgoGoFirst() {
    put(IntStream.range(0, 100).mapToObj(i -> "text " + i).toArray(String[]::new));
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(MODEL, List.of("text 0", "text 1"))).hasSize(2);
      cache.flush();
      cache.put(MODEL, "one too many", embedded(1));
      cache.flush();

      CacheStats stats = cache.stats();
      assertThat(stats.entryCount()).isEqualTo(90);
      assertThat(stats.evictedCount()).isEqualTo(11);
      assertThat(cache.find(MODEL, List.of("text 0", "text 1", "text 2", "one too many")))
          .containsOnlyKeys("text 0", "text 1", "one too many");
    }
  }

  @Test
  void withoutAPlaceForTheFileItGoesOnEmpty() throws IOException {
    Path notADirectory = Files.writeString(directory.resolve("file"), "in the way");
    try (EmbeddingCache cache = EmbeddingCache.open(notADirectory.resolve("cache.db"), CONFIG)) {
      cache.put(MODEL, "a text", embedded(1));
      cache.flush();
      assertThat(cache.find(MODEL, List.of("a text"))).isEmpty();
      assertThat(cache.stats().inUse()).isFalse();
      assertThat(cache.stats().lostCount()).isEqualTo(1);
    }
  }

  @Test
  void aFullDiskKeepsTheFileAndEndsWritingOnly() throws IOException {
    put("kept");
    // The driver takes pragmas from the name; so many pages hold the tables and a few vectors.
    Path full = directory.resolve("cache.db?max_page_count=16");
    try (EmbeddingCache cache = EmbeddingCache.open(full, CONFIG)) {
      for (int i = 0; i < 90; i++) {
        cache.put(MODEL, "text " + i, embedded(i));
      }
      cache.flush();
      cache.put(MODEL, "one more", embedded(1));
      cache.flush();

      assertThat(cache.stats().lostCount()).isPositive();
      assertThat(cache.stats().inUse()).isTrue();
      assertThat(cache.find(MODEL, List.of("one more"))).isEmpty();
      assertThat(cache.find(MODEL, List.of("kept"))).containsEntry("kept", cached(embedded(0)));
    }
    assertThat(beside(".unusable")).doesNotExist();
    try (EmbeddingCache cache = open()) {
      assertThat(cache.find(MODEL, List.of("kept"))).containsEntry("kept", cached(embedded(0)));
      cache.put(MODEL, "there is room again", embedded(2));
      cache.flush();
      assertThat(cache.stats().writtenCount()).isEqualTo(1);
    }
  }

  /// Undoing then fails with an error of its own, which must not be taken for damage.
  @Test
  void aTransactionThatSqliteEndedByItselfIsNotTakenForDamage() throws Exception {
    put("kept");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER fault BEFORE INSERT ON vectors WHEN new.token_count = 99"
              + " BEGIN SELECT RAISE(ROLLBACK, 'injected'); END");
    }
    try (EmbeddingCache cache = open()) {
      cache.put(MODEL, "refused", embedded(96));
      cache.flush();
      assertThat(cache.stats().lostCount()).isEqualTo(1);
      assertThat(cache.find(MODEL, List.of("refused", "kept"))).containsOnlyKeys("kept");
    }
    assertThat(beside(".unusable")).doesNotExist();
  }

  @Test
  void aCacheWithoutItsTablesIsSetAside() throws Exception {
    put("a text");
    change("DROP TABLE vectors");
    open().close();
    assertThat(beside(".unusable")).exists();
  }

  @Test
  void anotherProcessesLockIsLeftToPass() throws Exception {
    put("kept");
    try (EmbeddingCache cache = open();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      cache.put(MODEL, "meanwhile", embedded(1));
      cache.flush();
      assertThat(cache.stats().lostCount()).isEqualTo(1);
      statement.execute("ROLLBACK");
      cache.put(MODEL, "after", embedded(2));
      cache.flush();
      assertThat(cache.find(MODEL, List.of("meanwhile", "after", "kept")))
          .containsOnlyKeys("after", "kept");
    }
    assertThat(beside(".unusable")).doesNotExist();
  }

  @Test
  void twoProcessesMayShareTheFile() {
    try (EmbeddingCache one = open();
        EmbeddingCache other = open()) {
      one.put(MODEL, "of one", embedded(1));
      other.put(MODEL, "of the other", embedded(2));
      one.flush();
      other.flush();
      assertThat(one.find(MODEL, List.of("of one", "of the other"))).hasSize(2);
      assertThat(other.find(MODEL, List.of("of one", "of the other"))).hasSize(2);
    }
  }

  @Test
  void afterClosingNothingIsFoundAndNothingFails() {
    EmbeddingCache cache = open();
    cache.close();
    cache.close();
    cache.put(MODEL, "a text", embedded(1));
    cache.flush();
    assertThat(cache.find(MODEL, List.of("a text"))).isEmpty();
  }

  @Test
  void sizesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CacheConfig(99, Duration.ZERO, 1_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CacheConfig(100, Duration.ofMillis(-1), 1_000));
    assertThatIllegalArgumentException().isThrownBy(() -> new CacheConfig(100, Duration.ZERO, 0));
  }

  private EmbeddingCache open() {
    return EmbeddingCache.open(file(), CONFIG);
  }

  private Path file() {
    return directory.resolve("cache.db");
  }

  private Path beside(String suffix) {
    return directory.resolve("cache.db" + suffix);
  }

  /// Puts the texts with the vectors `embedded(0)`, `embedded(1)`, … and closes the cache.
  private void put(String... texts) {
    try (EmbeddingCache cache = open()) {
      for (int i = 0; i < texts.length; i++) {
        cache.put(MODEL, texts[i], embedded(i));
      }
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (String command : sql.split(";")) {
        statement.execute(command);
      }
    }
  }

  private static EmbeddedText embedded(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[384];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return new EmbeddedText(
        Embedding.normalised(values), 3 + seed, seed % 2, EmbeddedText.Origin.MODEL);
  }

  private static EmbeddedText cached(EmbeddedText made) {
    return new EmbeddedText(
        made.embedding(), made.tokenCount(), made.truncatedTokenCount(), EmbeddedText.Origin.CACHE);
  }
}
