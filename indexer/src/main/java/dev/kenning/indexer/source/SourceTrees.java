package dev.kenning.indexer.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Tells folders from archives, and finds the name a root suggests.
final class SourceTrees {
  private SourceTrees() {}

  static SourceTree open(Path place, SourceRules rules) {
    Path root = real(place);
    if (Files.isDirectory(root)) {
      return new FolderTree(root, rules);
    }
    String name = fileName(root).toLowerCase(Locale.ROOT);
    if (name.endsWith(".zip") || name.endsWith(".jar")) {
      return ArchiveTree.open(root, rules);
    }
    throw new SourceUnavailableException(place + " is neither a folder nor a .zip or .jar archive");
  }

  static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /// `commons-lang3-3.17.0-sources.jar` suggests `commons-lang3-3.17.0`; a file system's root
  /// suggests `root`.
  static String suggestedName(Path root, boolean archive) {
    String name = fileName(root);
    if (archive) {
      name = name.replaceFirst("(?i)\\.(jar|zip)$", "").replaceFirst("-sources$", "");
    }
    return name.isEmpty() ? "root" : name;
  }

  private static Path real(Path place) {
    try {
      return place.toRealPath();
    } catch (IOException e) {
      throw new SourceUnavailableException("There is nothing to read at " + place, e);
    }
  }
}
