package dev.kenning.indexer.run;

import dev.kenning.indexer.IndexFingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Where everything of one installation lies:
///
/// ```
/// kenning.lock         who writes now
/// ledger.db            the truth: accepted changes and their content
/// embedding-cache.db   vectors by text and model; may be deleted at any time
/// gone-methods         ids of methods that were visible once; may be deleted at any time
/// models/              converted archives and imported models
/// generations/CURRENT  the name of the generation that answers; in a second line, of the one before
/// generations/<name>/  an index, one per fingerprint; can be rebuilt from the ledger
/// ```
///
/// Immutable; safe for many threads.
public final class DataDirectory {
  private static final String POINTER = "CURRENT";
  private static final int MAX_POINTER_BYTES = 512;

  private final Path root;

  private DataDirectory(Path root) {
    this.root = root;
  }

  /// Opens the directory, and makes it, for its owner alone, where there is none.
  ///
  /// @throws DataDirectoryUnavailableException if it cannot be made or is not a folder
  public static DataDirectory open(Path place) {
    Path root = place.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(root)) {
        createPrivate(root);
      }
      return new DataDirectory(root.toRealPath());
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(
          "The data directory " + root + " cannot be made: " + e, e);
    }
  }

  public Path root() {
    return root;
  }

  /// The ledger's database.
  public Path ledgerFile() {
    return root.resolve("ledger.db");
  }

  /// The embedding cache's database.
  public Path embeddingCacheFile() {
    return root.resolve("embedding-cache.db");
  }

  /// Ids of methods that were visible once.
  public Path goneMethodsFile() {
    return root.resolve("gone-methods");
  }

  /// Converted archives and imported models.
  public Path modelsFolder() {
    return root.resolve("models");
  }

  /// Where the generation of this name lies, whether it is there yet or not.
  public Path generationFolder(String generation) {
    return generationsFolder().resolve(generation);
  }

  /// A file name that tells fingerprints apart and can be read:
  /// `bge-small-en-v1.5_3c9f31b8_fp16_384_m1p1s1`.
  public static String generationName(IndexFingerprint rules) {
    String weights = rules.model().weights();
    String name =
        "%s%s_%s_%d_m%dp%ds%d"
            .formatted(
                rules.model().name(),
                weights.isEmpty() ? "" : "_" + weights,
                rules.model().precision(),
                rules.dimensionCount(),
                rules.methodRules(),
                rules.passageRules(),
                rules.schema());
    return name.replaceAll("[^A-Za-z0-9._-]", "-");
  }

  /// The generation that answers, if one was ever published.
  public Optional<String> currentGeneration() {
    return pointed(0);
  }

  /// The generation that answered before, to which one can go back; empty if there is none.
  public Optional<String> previousGeneration() {
    return pointed(1);
  }

  private Optional<String> pointed(int line) {
    Path pointer = generationsFolder().resolve(POINTER);
    try {
      if (Files.size(pointer) > MAX_POINTER_BYTES) {
        throw new DataDirectoryUnavailableException(pointer + " is not a generation's name");
      }
      return Files.readString(pointer)
          .lines()
          .map(String::strip)
          .skip(line)
          .findFirst()
          .filter(name -> !name.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(pointer + " cannot be read: " + e, e);
    }
  }

  /// Lets `generation` answer from now on, and remembers which one did: one atomic step, durable on
  /// return.
  public void publish(String generation) {
    Optional<String> before = currentGeneration();
    publish(generation, before.equals(Optional.of(generation)) ? previousGeneration() : before);
  }

  /// Lets `generation` answer from now on, and remembers `previous` as the one to go back to.
  public void publish(String generation, Optional<String> previous) {
    Path pointer = generationsFolder().resolve(POINTER);
    Path draft = generationsFolder().resolve(POINTER + ".new");
    String text = generation + "\n" + previous.map(name -> name + "\n").orElse("");
    try {
      Files.createDirectories(generationsFolder());
      try (FileChannel channel =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      Files.move(
          draft, pointer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(generationsFolder());
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(pointer + " cannot be written: " + e, e);
    }
  }

  /// Becomes the one writer.
  ///
  /// @throws DataDirectoryInUseException if there is one already
  public WriterLock lock(LockOwner owner) {
    return WriterLock.acquire(this, owner);
  }

  /// Who writes now, if anybody does.
  public Optional<LockOwner> writer() {
    return WriterLock.holder(this);
  }

  Path lockFile() {
    return root.resolve("kenning.lock");
  }

  /// Holds a folder for each generation, and the pointer.
  public Path generationsFolder() {
    return root.resolve("generations");
  }

  private static void createPrivate(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Path parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /// Makes a rename survive a power cut; systems that cannot open a folder do not need it.
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows: the rename itself is journalled there.
    }
  }
}
