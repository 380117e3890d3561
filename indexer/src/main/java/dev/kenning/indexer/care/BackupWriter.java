package dev.kenning.indexer.care;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.care.BackupManifest.StoredFile;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.store.lucene.CommittedIndex;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Saves a data directory to one file, beside whoever writes to it.
///
/// The file is a zip archive: the ledger as it is at one instant, the models that were imported,
/// the index of the generation that answers where it is asked for, and at the end a manifest with
/// the length and SHA-256 of each. What can be made again is left out: converted models, the
/// embedding cache, and, unless it is asked for, the index. The index in it is never ahead of the
/// ledger in it, since its commit is held before the ledger is copied.
///
/// Everything is written in a folder beside the target, made durable, and renamed at the end: there
/// is a whole file under that name, or none. Immutable; one backup at a time per target.
public final class BackupWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DataDirectory directory;
  private final LedgerCopy ledger;
  private final InstantSource clock;
  private final Disk disk;

  public BackupWriter(DataDirectory directory, LedgerCopy ledger, InstantSource clock) {
    this(
        directory,
        ledger,
        clock,
        file -> Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
  }

  /// @param disk where the archive is written; a test's may be full
  BackupWriter(DataDirectory directory, LedgerCopy ledger, InstantSource clock, Disk disk) {
    this.directory = directory;
    this.ledger = ledger;
    this.clock = clock;
    this.disk = disk;
  }

  /// Makes a file to be written.
  @FunctionalInterface
  interface Disk {
    OutputStream create(Path file) throws IOException;
  }

  /// Durable on return.
  ///
  /// @param target must not exist
  /// @throws BackupFailedException if it could not be made whole; then nothing of it is left
  public BackupManifest write(Path target, boolean withIndex, CareProgress progress) {
    Path folder = target.toAbsolutePath().getParent();
    try {
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target + " is there already");
      }
      Path unfinished =
          Files.createTempDirectory(folder, "." + target.getFileName() + ".unfinished-");
      try {
        Path archive = unfinished.resolve("archive");
        BackupManifest manifest = write(archive, unfinished.resolve("ledger"), withIndex, progress);
        FileTrees.force(archive);
        Files.move(archive, target, StandardCopyOption.ATOMIC_MOVE);
        FileTrees.forceFolder(folder);
        return manifest;
      } finally {
        FileTrees.delete(unfinished);
      }
    } catch (IOException | RuntimeException e) {
      throw new BackupFailedException(target, e);
    }
  }

  private BackupManifest write(
      Path archive, Path ledgerCopy, boolean withIndex, CareProgress progress) throws IOException {
    Optional<String> generation = directory.currentGeneration();
    try (CommittedIndex index =
        withIndex && generation.isPresent()
            ? CommittedIndex.hold(directory.generationFolder(generation.get()))
            : CommittedIndex.none()) {
      progress.reached("copying the ledger", 0, 0);
      SequenceNumber sequence = ledger.copyTo(ledgerCopy);
      List<Item> items = new ArrayList<>();
      items.add(Item.of(BackupManifest.LEDGER, ledgerCopy));
      items.addAll(importedModels());
      for (CommittedIndex.File file : index.files()) {
        String place = "generations/" + generation.orElseThrow() + "/" + file.name();
        items.add(new Item(place, file.sizeBytes(), file::read));
      }
      List<StoredFile> stored = new ArrayList<>();
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(disk.create(archive), BUFFER_BYTES))) {
        zip.setLevel(Deflater.BEST_SPEED);
        stored.addAll(write(items, zip, progress));
        BackupManifest manifest =
            new BackupManifest(
                clock.instant(), sequence.value(), generation, !index.files().isEmpty(), stored);
        zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
        zip.write(manifest.toJson());
        zip.closeEntry();
        return manifest;
      }
    }
  }

  private static List<StoredFile> write(
      List<Item> items, ZipOutputStream zip, CareProgress progress) throws IOException {
    long total = items.stream().mapToLong(Item::sizeBytes).sum();
    long done = 0;
    List<StoredFile> stored = new ArrayList<>();
    for (Item item : items) {
      progress.reached("writing the backup", done, total);
      if (!BackupManifest.isPlace(item.place())) {
        throw new IOException("There is no place in a backup for " + item.place());
      }
      zip.putNextEntry(new ZipEntry(item.place()));
      try (InputStream content = item.content().open()) {
        Checksum checksum = Checksum.copying(content, zip);
        stored.add(new StoredFile(item.place(), checksum.sizeBytes(), checksum.sha256()));
        done += checksum.sizeBytes();
      }
      zip.closeEntry();
    }
    progress.reached("writing the backup", done, total);
    return stored;
  }

  /// Imported models cannot be made again from anything here; they are the folders with a manifest.
  private List<Item> importedModels() throws IOException {
    Path models = directory.modelsFolder();
    List<Item> items = new ArrayList<>();
    if (!Files.isDirectory(models)) {
      return items;
    }
    try (Stream<Path> folders = Files.list(models)) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.isRegularFile(folder.resolve("manifest.json"))
            && !folder.getFileName().toString().startsWith(".")) {
          addFiles(folder, items);
        }
      }
    }
    return items;
  }

  private static void addFiles(Path folder, List<Item> items) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        items.add(Item.of("models/" + folder.getFileName() + "/" + file.getFileName(), file));
      }
    }
  }

  /// Something that becomes an entry.
  private record Item(String place, long sizeBytes, Opening content) {
    static Item of(String place, Path file) throws IOException {
      return new Item(place, Files.size(file), () -> Files.newInputStream(file));
    }
  }

  @FunctionalInterface
  private interface Opening {
    InputStream open() throws IOException;
  }
}
