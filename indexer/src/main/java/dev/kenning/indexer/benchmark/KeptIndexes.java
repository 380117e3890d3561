package dev.kenning.indexer.benchmark;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// The folder of a benchmark: an index as it was filled, the same index after a part of it was
/// written again, and what writing each of them cost. What was written once can be measured as
/// often as one likes, on a machine that is quiet then.
///
/// Format, version 1: `benchmark.properties` (`kenning.benchmark=1` and `made-from`) is written
/// first and makes the folder ours; `filled/` and `updated/` are stores of Lucene; beside each, a
/// `.properties` file with its costs says that it is whole. One without that file was interrupted
/// and is begun anew.
final class KeptIndexes {
  private static final String VERSION_KEY = "kenning.benchmark";
  private static final String VERSION = "1";
  private static final String MADE_FROM = "made-from";
  private static final String MARK = "benchmark.properties";

  private final Path folder;

  private KeptIndexes(Path folder) {
    this.folder = folder;
  }

  /// The two states an index is measured in.
  enum State {
    FILLED("filled"),
    UPDATED("updated");

    private final String folderName;

    State(String folderName) {
      this.folderName = folderName;
    }
  }

  /// Opens `folder`, or begins it if it is empty or missing.
  ///
  /// @param madeFrom names everything that decides what the indexes hold
  /// @throws BenchmarkFolderException if the folder holds something else
  static KeptIndexes open(Path folder, String madeFrom) {
    try {
      Files.createDirectories(folder);
      Path mark = folder.resolve(MARK);
      if (Files.exists(mark)) {
        requireSame(folder, read(mark), madeFrom);
      } else if (isEmpty(folder)) {
        Properties properties = new Properties();
        properties.setProperty(VERSION_KEY, VERSION);
        properties.setProperty(MADE_FROM, madeFrom);
        write(mark, properties);
      } else {
        throw new BenchmarkFolderException(folder, "it has files, and not those of a benchmark");
      }
      return new KeptIndexes(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static void requireSame(Path folder, Properties mark, String madeFrom) {
    if (!VERSION.equals(mark.getProperty(VERSION_KEY))) {
      throw new BenchmarkFolderException(folder, "another release wrote it");
    }
    String found = mark.getProperty(MADE_FROM, "");
    if (!found.equals(madeFrom)) {
      throw new BenchmarkFolderException(
          folder, "its indexes were made from %s, not from %s".formatted(found, madeFrom));
    }
  }

  private static UncheckedIOException unusable(Path folder, IOException problem) {
    return new UncheckedIOException("The folder %s cannot be used".formatted(folder), problem);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> present = Files.newDirectoryStream(folder)) {
      return !present.iterator().hasNext();
    }
  }

  Path folder(State state) {
    return folder.resolve(state.folderName);
  }

  /// What writing cost; empty while that index is missing or not whole.
  Optional<WriteCost> cost(State state) {
    Path file = costFile(state);
    return Files.exists(file) ? Optional.of(WriteCost.of(read(file))) : Optional.empty();
  }

  /// Says that the index of `state` is whole.
  void finish(State state, WriteCost cost) {
    write(costFile(state), cost.toProperties());
  }

  /// Makes room for an index of `state`, which was not finished.
  void clear(State state) {
    try {
      deleteFiles(folder(state));
      Files.createDirectories(folder(state));
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// Gives `UPDATED` the files of `FILLED`. Lucene never writes to a file twice, so links will do
  /// where the file system has them.
  void branch() {
    clear(State.UPDATED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(State.FILLED))) {
      for (Path file : files) {
        if (!file.endsWith("write.lock")) {
          linkOrCopy(file, folder(State.UPDATED).resolve(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static void linkOrCopy(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (UnsupportedOperationException | IOException _) {
      Files.copy(file, target);
    }
  }

  private static void deleteFiles(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    }
  }

  private Path costFile(State state) {
    return folder.resolve(state.folderName + ".properties");
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
    return properties;
  }

  private static void write(Path file, Properties properties) {
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }
}
