package dev.kenning.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.indexer.source.Discovery.Found;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.Discovery.Skipped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTreeTest {
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
