package dev.kenning.indexer.generation;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.generation.Generation.Standing;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.DataDirectoryUnavailableException;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The generations of a data directory, as they lie on the disk. Whoever changes something holds
/// the directory's writer lock; anybody may look.
///
/// The pointer decides which one answers; a folder that nothing points to is a generation that is
/// being built, or waits to be published. A removal renames the folder first, so that a crash in
/// the middle leaves rubbish that is swept, and never half an index.
public final class GenerationFolders {
  private static final String RUBBISH = ".removed-";
  private static final String WANTED = "WANTED";

  private final DataDirectory directory;

  public GenerationFolders(DataDirectory directory) {
    this.directory = directory;
  }

  /// All of them: the published one first, then the one before, then the others by name.
  public List<Generation> list() {
    List<Generation> generations = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(directory.generationsFolder(), Files::isDirectory)) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        Generation generation = read(name);
        if (GenerationNames.isWellFormed(name) && generation.isBegun()) {
          generations.add(generation);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(
          directory.generationsFolder() + " cannot be read: " + e, e);
    }
    generations.sort(Comparator.comparing(Generation::standing).thenComparing(Generation::name));
    return generations;
  }

  /// The generation that answers, if one was ever published; possibly damaged.
  public Optional<Generation> published() {
    return directory.currentGeneration().map(this::read);
  }

  /// The generation one can go back to, if there is one.
  public Optional<Generation> previous() {
    return directory
        .previousGeneration()
        .filter(name -> Files.isDirectory(directory.generationFolder(name)))
        .map(this::read);
  }

  /// @throws UnknownGenerationException if there is none of this name
  public Generation require(String name) {
    if (!GenerationNames.isWellFormed(name)
        || !Files.isDirectory(directory.generationFolder(name))) {
      throw new UnknownGenerationException(
          "There is no generation %s; there are: %s"
              .formatted(name, String.join(", ", list().stream().map(Generation::name).toList())));
    }
    return read(name);
  }

  /// The name of the generation that goes on under these rules: one that is there and can, the one
  /// that answers before others, else a new name.
  public String nameFor(IndexFingerprint rules) {
    return list().stream()
        .filter(known -> known.serves(rules))
        .min(
            Comparator.comparing(Generation::standing)
                .thenComparing(Generation::sequence, Comparator.reverseOrder()))
        .map(Generation::name)
        .orElseGet(() -> freshName(rules));
  }

  /// A name under which nothing lies yet; a folder that a crash left before its first commit is
  /// nothing.
  public String freshName(IndexFingerprint rules) {
    int number = 1;
    while (read(GenerationNames.of(rules, number)).isBegun()) {
      number++;
    }
    return GenerationNames.of(rules, number);
  }

  public Path folder(String name) {
    return directory.generationFolder(name);
  }

  /// Lets `name` answer from now on, in one atomic step, keeps what answered so far as the one to
  /// go back to, and removes what that was before.
  public void publish(String name) {
    Optional<String> before = directory.currentGeneration();
    if (before.equals(Optional.of(name))) {
      return;
    }
    Optional<String> superseded = directory.previousGeneration();
    directory.publish(name, before);
    superseded
        .filter(old -> !old.equals(name) && !before.equals(Optional.of(old)))
        .ifPresent(this::delete);
  }

  /// Lets `name` answer from now on instead of one that is damaged: nobody goes back to that, and
  /// it can be removed.
  public void publishInsteadOfDamaged(String name) {
    directory.publish(name, directory.previousGeneration().filter(old -> !old.equals(name)));
  }

  /// Removes a generation that does not answer.
  ///
  /// @throws GenerationInUseException if it does
  /// @throws UnknownGenerationException if there is none of this name
  public void remove(String name) {
    Generation generation = require(name);
    if (generation.standing() == Standing.PUBLISHED) {
      throw new GenerationInUseException(
          "The generation " + name + " answers; publish another one first");
    }
    if (generation.standing() == Standing.PREVIOUS) {
      directory.publish(directory.currentGeneration().orElseThrow(), Optional.empty());
    }
    delete(name);
  }

  /// Sweeps what a removal left that was broken off.
  public void sweep() {
    Path folder = directory.generationsFolder();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> rubbish = Files.newDirectoryStream(folder, RUBBISH + "*")) {
      for (Path one : rubbish) {
        deleteTree(one);
      }
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(folder + " cannot be swept: " + e, e);
    }
  }

  /// Remembers that a generation is being built, so that it is gone on with after a crash.
  public void want(WantedGeneration wanted) {
    Path file = directory.generationsFolder().resolve(WANTED);
    try {
      Files.createDirectories(directory.generationsFolder());
      Files.writeString(file, wanted.toText());
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(file + " cannot be written: " + e, e);
    }
  }

  /// Forgets it: it is built, or not wanted any more.
  public void wantNothing() {
    Path file = directory.generationsFolder().resolve(WANTED);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(file + " cannot be removed: " + e, e);
    }
  }

  /// What was being built when the last writer ended.
  public Optional<WantedGeneration> wanted() {
    Path file = directory.generationsFolder().resolve(WANTED);
    try {
      return WantedGeneration.ofText(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(file + " cannot be read: " + e, e);
    }
  }

  private Generation read(String name) {
    Path folder = directory.generationFolder(name);
    Standing standing = standing(name);
    try {
      return new Generation(
          name, folder, standing, LuceneMethodStore.describe(folder), Optional.empty());
    } catch (StoreCorruptException e) {
      return new Generation(
          name, folder, standing, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private Standing standing(String name) {
    if (directory.currentGeneration().equals(Optional.of(name))) {
      return Standing.PUBLISHED;
    }
    return directory.previousGeneration().equals(Optional.of(name))
        ? Standing.PREVIOUS
        : Standing.UNPUBLISHED;
  }

  private void delete(String name) {
    Path folder = directory.generationFolder(name);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Path rubbish = directory.generationsFolder().resolve(RUBBISH + name);
      if (Files.exists(rubbish)) {
        deleteTree(rubbish);
      }
      Files.move(folder, rubbish);
      deleteTree(rubbish);
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(folder + " cannot be removed: " + e, e);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> present = Files.newDirectoryStream(folder)) {
        for (Path entry : present) {
          deleteTree(entry);
        }
      }
    }
    Files.deleteIfExists(folder);
  }
}
