package dev.kenning.indexer.care;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.care.Finding.Part;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.DataDirectoryUnavailableException;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The pointer to the generation that answers, the folders beside it, and what an interrupted piece
/// of work may have left.
public final class GenerationsCheck implements PartCheck {
  private final DataDirectory directory;

  public GenerationsCheck(DataDirectory directory) {
    this.directory = directory;
  }

  @Override
  public PartReport check(CareProgress progress) {
    PartReport.Draft draft = new PartReport.Draft(Part.GENERATIONS);
    progress.reached("looking at the generations", 0, 0);
    try {
      Optional<String> current = directory.currentGeneration();
      List<String> folders = GenerationFolders.names(directory);
      checkPointer(current, folders, draft);
      for (String folder : folders) {
        if (!Optional.of(folder).equals(current)) {
          draft.remark(
              directory.generationFolder(folder).toString(),
              "is a generation that does not answer now",
              "kenning compact");
        }
      }
      for (Path leftover : GenerationFolders.leftovers(directory)) {
        draft.remark(leftover.toString(), "was left by work that did not end", "kenning compact");
      }
      return draft.report(
          current.map(name -> name + " answers").orElse("nothing was published yet"));
    } catch (DataDirectoryUnavailableException | IOException e) {
      draft.damage(
          directory.root().toString(), "cannot be read: " + e.getMessage(), "kenning repair");
      return draft.report("not readable");
    }
  }

  private void checkPointer(Optional<String> current, List<String> folders, PartReport.Draft draft)
      throws IOException {
    if (current.isPresent() && !folders.contains(current.get())) {
      draft.damage(
          GenerationFolders.pointer(directory).toString(),
          "names the generation %s, which is not there".formatted(current.get()),
          "kenning repair");
    }
    if (current.isEmpty() && !folders.isEmpty()) {
      draft.damage(
          GenerationFolders.pointer(directory).toString(),
          "is missing, though there are generations: " + String.join(", ", folders),
          "kenning repair");
    }
  }

  /// The rules of every generation that can be read.
  public static List<IndexFingerprint> rules(DataDirectory directory) {
    List<IndexFingerprint> rules = new ArrayList<>();
    try {
      for (String name : GenerationFolders.names(directory)) {
        try {
          LuceneMethodStore.fingerprintOf(directory.generationFolder(name)).ifPresent(rules::add);
        } catch (StoreCorruptException e) {
          // what is damaged is built anew, from the same vectors if another generation keeps them
        }
      }
      return rules;
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(
          directory.root() + " cannot be listed: " + e.getMessage(), e);
    }
  }

  /// How many bytes a folder holds.
  static long sizeBytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(GenerationsCheck::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // it went away meanwhile
    }
  }
}
