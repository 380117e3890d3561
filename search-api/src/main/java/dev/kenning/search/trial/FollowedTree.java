package dev.kenning.search.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A folder that a server follows, and what it held at the last sync that was reported done. For
/// one thread at a time.
final class FollowedTree {
  private final String repository;
  private final Path root;
  private final int fileCount;
  private final Map<String, Edition> onDisk = new TreeMap<>();
  private Map<String, Edition> synced = Map.of();
  private long version;

  FollowedTree(String repository, Path root, int fileCount) {
    this.repository = repository;
    this.root = root;
    this.fileCount = fileCount;
  }

  String repository() {
    return repository;
  }

  Path root() {
    return root;
  }

  /// Writes, replaces and deletes a few files, as an editor or a branch switch does.
  void change(Random random) throws IOException {
    int changes = random.nextInt(10) == 0 ? fileCount : 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      String path = "src/Shelf%02d.java".formatted(random.nextInt(fileCount));
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      if (random.nextInt(5) == 0) {
        Files.deleteIfExists(file);
        onDisk.remove(path);
      } else {
        Edition edition = new Edition(path, ++version, 1 + random.nextInt(3));
        write(file, edition.source(), random.nextBoolean());
        onDisk.put(path, edition);
      }
    }
  }

  private static void write(Path file, String text, boolean over) throws IOException {
    if (over) {
      Path draft = file.resolveSibling("." + file.getFileName() + ".swp");
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.writeString(file, text);
    }
  }

  /// What is on disk now was taken.
  void synced() {
    synced = Map.copyOf(onDisk);
  }

  /// Each file must be as at the last sync, or as it is on disk since.
  void check(VisibleFiles visible, Findings findings) {
    visible.flaws().forEach(findings::broken);
    for (String path : paths(visible)) {
      Edition found = visible.edition(path);
      Edition before = synced.getOrDefault(path, Edition.absent(path));
      Edition now = onDisk.getOrDefault(path, Edition.absent(path));
      if (!found.looksLike(before) && !found.looksLike(now)) {
        findings.broken(
            "visible is %s, but the last sync took %s and on disk is %s"
                .formatted(found, before, now));
      }
    }
  }

  private List<String> paths(VisibleFiles visible) {
    List<String> paths = new ArrayList<>(visible.editions().keySet());
    paths.addAll(synced.keySet());
    paths.addAll(onDisk.keySet());
    return paths.stream().distinct().toList();
  }
}
