package dev.kenning.indexer.care;

import dev.kenning.indexer.run.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What lies in a data directory beside what answers.
final class GenerationFolders {
  private static final String POINTER = "CURRENT";

  private GenerationFolders() {}

  static Path pointer(DataDirectory directory) {
    return directory.generationFolder(POINTER);
  }

  /// The names of all generations, in order.
  static List<String> names(DataDirectory directory) throws IOException {
    Path folder = directory.generationFolder(POINTER).getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> places = Files.list(folder)) {
      return places
          .filter(Files::isDirectory)
          .map(place -> place.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  /// Files and folders that work which did not end has left; nothing needs them.
  static List<Path> leftovers(DataDirectory directory) throws IOException {
    List<Path> left = new ArrayList<>();
    addMatching(directory.root().resolve("generations"), "{.*,CURRENT.new}", left);
    addMatching(directory.modelsFolder(), ".unfinished-*", left);
    addMatching(directory.root(), ".unfinished-*", left);
    return left;
  }

  private static void addMatching(Path folder, String glob, List<Path> found) throws IOException {
    if (Files.isDirectory(folder)) {
      try (var places = Files.newDirectoryStream(folder, glob)) {
        places.forEach(found::add);
      }
    }
  }
}
