package dev.kenning.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.indexer.source.Discovery.Found;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.Discovery.Skipped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTreeTest {
  /// The last part of an archive without a comment, and places in the list of its entries.
  private static final int END_BYTES = 22;

  private static final int UNPACKED_SIZE_AT = 24;
  private static final int NAME_AT = 46;

  @TempDir Path folder;

  @Test
  void javaEntriesAreFoundInTheOrderOfTheirNamesAndRead() throws IOException {
    Path archive = zip("lib-1.0-sources.jar", Map.of("b/B.java", "class B {}", "A.java", "x"));

    try (SourceTree tree = SourceTree.open(archive, SourceRules.DEFAULT)) {
      List<Found> files = new ArrayList<>();
      tree.walk(discovery -> files.add((Found) discovery));

      assertThat(files).extracting(Found::path).containsExactly("A.java", "b/B.java");
      assertThat(files.getLast().read()).isInstanceOf(Reading.Read.class);
      Reading.Read read = (Reading.Read) files.getLast().read();
      assertThat(read.content().toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("class B {}");
      assertThat(tree.defaultName()).isEqualTo("lib-1.0");
    }
  }

  @Test
  void stampsTellChangedEntriesApart() throws IOException {
    Path one = zip("one.zip", Map.of("A.java", "aaaa"));
    Path two = zip("two.zip", Map.of("A.java", "bbbb"));

    assertThat(stamp(one)).isEqualTo(stamp(one)).isNotEqualTo(stamp(two));
  }

  @Test
  void namesThatLeadOutOfTheArchiveAreRefused() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String name :
        List.of("../Evil.java", "a/../../Evil.java", "/Evil.java", "C:/Evil.java", "a//E.java")) {
      entries.put(name, "class Evil {}");
    }
    entries.put("a\\..\\Evil.java", "class Evil {}");
    entries.put("Good.java", "class Good {}");
    Path archive = zip("evil.zip", entries);

    Map<String, SkipReason> skipped = skipped(archive, SourceRules.DEFAULT);

    assertThat(skipped).hasSize(6).containsValue(SkipReason.UNSAFE_ENTRY_NAME);
    assertThat(skipped.values()).containsOnly(SkipReason.UNSAFE_ENTRY_NAME);
    assertThat(found(archive)).containsExactly("Good.java");
  }

  @Test
  void anEntryThatUnpacksToFarMoreThanItHoldsIsRefused() throws IOException {
    Path archive = zip("bomb.zip", Map.of("Bomb.java", " ".repeat(2_000_000), "A.java", "a"));

    assertThat(skipped(archive, SourceRules.DEFAULT))
        .containsEntry("Bomb.java", SkipReason.SUSPICIOUS_COMPRESSION);
    assertThat(found(archive)).containsExactly("A.java");
  }

  @Test
  void anEntryThatLiesAboutItsSizeIsReadNoFurtherThanItSays() throws IOException {
    Path archive = zip("lying.zip", Map.of("Bomb.java", " ".repeat(50_000_000)));
    byte[] bytes = Files.readAllBytes(archive);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(directoryAt(bytes) + UNPACKED_SIZE_AT, 10);
    Files.write(archive, bytes);

    try (SourceTree tree = SourceTree.open(archive, SourceRules.DEFAULT)) {
      List<Reading> read = new ArrayList<>();
      tree.walk(discovery -> read.add(((Found) discovery).read()));

      assertThat(read)
          .singleElement()
          .isInstanceOfSatisfying(
              Reading.Unread.class,
              unread ->
                  assertThat(unread.skipped().reason())
                      .isEqualTo(SkipReason.SUSPICIOUS_COMPRESSION));
    }
  }

  /// Hundreds of names for the same packed bytes, each harmless by itself.
  @Test
  void entriesThatShareTheirBytesUnpackToNoMoreThanTheArchiveIsGoodFor() throws IOException {
    StringBuilder block = new StringBuilder();
    new Random(7).ints(6_000, 'a', 'z' + 1).forEach(letter -> block.append((char) letter));
    Path archive = zip("shared.zip", Map.of("A000.java", block.toString().repeat(150)));
    byte[] bytes = Files.readAllBytes(archive);
    int directory = directoryAt(bytes);
    int end = bytes.length - END_BYTES;
    ByteBuffer shared = ByteBuffer.allocate(500_000).order(ByteOrder.LITTLE_ENDIAN);
    shared.put(bytes, 0, end);
    for (int name = 1; name < 500; name++) {
      byte[] entry = Arrays.copyOfRange(bytes, directory, end);
      System.arraycopy(
          "A%03d".formatted(name).getBytes(StandardCharsets.US_ASCII), 0, entry, NAME_AT, 4);
      shared.put(entry);
    }
    int at = shared.position();
    shared.put(bytes, end, END_BYTES);
    shared.putShort(at + 8, (short) 500).putShort(at + 10, (short) 500);
    shared.putInt(at + 12, at - directory);
    Files.write(archive, Arrays.copyOf(shared.array(), shared.position()));

    long archiveBytes = Files.size(archive);
    long unpacked = 0;
    try (SourceTree tree = SourceTree.open(archive, SourceRules.DEFAULT)) {
      List<Found> files = new ArrayList<>();
      tree.walk(discovery -> {
        if (discovery instanceof Found found) {
          files.add(found);
        }
      });
      for (Found file : files) {
        unpacked += ((Reading.Read) file.read()).content().toBytes().length;
      }
      assertThat(files).hasSizeBetween(1, 100);
    }
    assertThat(unpacked).isLessThan(200 * archiveBytes + (64 << 10) + 1);
    assertThat(skipped(archive, SourceRules.DEFAULT))
        .hasSizeGreaterThan(400)
        .containsValue(SkipReason.SUSPICIOUS_COMPRESSION);
  }

  @Test
  void anArchiveWithinAnArchiveIsNotOpened() throws IOException {
    byte[] inner = Files.readAllBytes(zip("inner.zip", Map.of("A.java", "class A {}")));
    Path archive = folder.resolve("outer.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : List.of("inner.zip", "inner.jar")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(inner);
        zip.closeEntry();
      }
    }

    assertThat(found(archive)).isEmpty();
  }

  /// Where the list of entries begins, as the end of the archive says.
  private static int directoryAt(byte[] archive) {
    return ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).getInt(archive.length - 6);
  }

  @Test
  void largeEntriesAndTooManyAreSaid() throws IOException {
    Path archive = zip("big.zip", Map.of("A.java", "a".repeat(2000), "B.java", "b"));
    SourceRules tight = new SourceRules(List.of(), 1000, 1, 10);

    assertThat(skipped(archive, tight))
        .containsEntry("A.java", SkipReason.TOO_LARGE)
        .containsEntry("B.java", SkipReason.TOO_MANY);
  }

  @Test
  void aBrokenArchiveIsSaidToBeBroken() throws IOException {
    Path archive = folder.resolve("broken.zip");
    Files.writeString(archive, "PK and then nothing of the kind");

    assertThatExceptionOfType(SourceUnavailableException.class)
        .isThrownBy(() -> SourceTree.open(archive, SourceRules.DEFAULT))
        .withMessageContaining("broken.zip");
  }

  @Test
  void anyOtherFileIsNoTree() throws IOException {
    Path file = Files.writeString(folder.resolve("A.java"), "class A {}");

    assertThatExceptionOfType(SourceUnavailableException.class)
        .isThrownBy(() -> SourceTree.open(file, SourceRules.DEFAULT))
        .withMessageContaining("neither a folder nor");
  }

  private Path zip(String name, Map<String, String> entries) throws IOException {
    Path archive = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return archive;
  }

  private static Object stamp(Path archive) {
    List<Object> stamps = new ArrayList<>();
    try (SourceTree tree = SourceTree.open(archive, SourceRules.DEFAULT)) {
      tree.walk(discovery -> stamps.add(((Found) discovery).stamp()));
    }
    return stamps.getFirst();
  }

  private static List<String> found(Path archive) {
    List<String> paths = new ArrayList<>();
    try (SourceTree tree = SourceTree.open(archive, SourceRules.DEFAULT)) {
      tree.walk(discovery -> {
        if (discovery instanceof Found found) {
          paths.add(found.path());
        }
      });
    }
    return paths;
  }

  private static Map<String, SkipReason> skipped(Path archive, SourceRules rules) {
    Map<String, SkipReason> reasons = new TreeMap<>();
    try (SourceTree tree = SourceTree.open(archive, rules)) {
      tree.walk(discovery -> {
        if (discovery instanceof Skipped skipped) {
          reasons.put(skipped.path(), skipped.reason());
        }
      });
    }
    return reasons;
  }
}
