package dev.kenning.search.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A folder that a server follows, and what it held at the last sync that was reported done. For
/// one thread at a time.
final class FollowedTree {
  private final String repository;
  private final Path root;
  private final int fileCount;
  private final Map<String, Edition> onDisk = new TreeMap<>();

  /// What may be visible of each file: as at the last sync that was reported done, or any state on
  /// disk since, for a server that was killed during a sync may have taken that.
  private final Map<String, Set<Edition>> possible = new TreeMap<>();

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
        possible(path).add(Edition.absent(path));
      } else {
        Edition edition = new Edition(path, ++version, 1 + random.nextInt(3));
        write(file, edition.source(), random.nextBoolean());
        onDisk.put(path, edition);
        possible(path).add(edition);
      }
    }
  }

  private Set<Edition> possible(String path) {
    return possible.computeIfAbsent(path, _ -> new HashSet<>(Set.of(Edition.absent(path))));
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
    possible.clear();
    onDisk.forEach((path, edition) -> possible.put(path, new HashSet<>(Set.of(edition))));
  }

  /// Whether what is visible can be.
  void check(VisibleFiles visible, Findings findings) {
    visible.flaws().forEach(findings::broken);
    Set<String> paths = new TreeSet<>(visible.editions().keySet());
    paths.addAll(possible.keySet());
    for (String path : paths) {
      Edition found = visible.edition(path);
      if (possible(path).stream().noneMatch(found::looksLike)) {
        findings.broken("visible is %s, but possible %s".formatted(found, possible(path)));
      }
    }
  }
}
