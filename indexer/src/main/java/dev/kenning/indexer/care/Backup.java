package dev.kenning.indexer.care;

import dev.kenning.indexer.care.BackupManifest.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A backup that is read: its names are known to be harmless and its manifest to fit its entries
/// once it is open; its bytes are held against their checksums by [#check] and again by
/// [#unpackInto]. For one thread.
public final class Backup implements AutoCloseable {
  private static final int MOST_FILES = 100_000;
  private static final int MOST_MANIFEST_BYTES = 64 << 20;

  private final ZipFile archive;
  private final BackupManifest manifest;
  private final Map<String, ZipEntry> entries;

  private Backup(ZipFile archive, BackupManifest manifest, Map<String, ZipEntry> entries) {
    this.archive = archive;
    this.manifest = manifest;
    this.entries = entries;
  }

  /// @throws BackupUnusableException if it is none, is cut off, or holds what no backup holds
  /// @throws IOException if it cannot be read
  public static Backup open(Path file) throws IOException, BackupUnusableException {
    ZipFile archive;
    try {
      archive = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new BackupUnusableException("it is no backup, or was cut off: " + e.getMessage());
    }
    try {
      Map<String, ZipEntry> entries = entries(archive);
      BackupManifest manifest = manifest(archive, entries);
      requireSame(manifest, entries);
      return new Backup(archive, manifest, entries);
    } catch (IOException | BackupUnusableException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  public BackupManifest manifest() {
    return manifest;
  }

  /// Reads every byte and holds it against its checksum.
  ///
  /// @throws BackupUnusableException naming the first entry that differs
  public void check(CareProgress progress) throws IOException, BackupUnusableException {
    long done = 0;
    for (StoredFile file : manifest.files()) {
      progress.reached("checking the backup", done, manifest.sizeBytes());
      copy(file, OutputStream.nullOutputStream());
      done += file.sizeBytes();
    }
    progress.reached("checking the backup", done, manifest.sizeBytes());
  }

  /// Writes every file, each checked once more on its way and made durable.
  ///
  /// @param folder exists and is empty
  void unpackInto(Path folder, CareProgress progress) throws IOException, BackupUnusableException {
    long done = 0;
    for (StoredFile file : manifest.files()) {
      progress.reached("writing the data directory", done, manifest.sizeBytes());
      Path target = folder.resolve(file.place()).normalize();
      if (!target.startsWith(folder)) { // the names were checked; this holds whatever they allow
        throw new BackupUnusableException(file.place() + " leads out of the data directory");
      }
      Files.createDirectories(target.getParent());
      try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
        copy(file, out);
      }
      FileTrees.force(target);
      done += file.sizeBytes();
    }
    progress.reached("writing the data directory", done, manifest.sizeBytes());
  }

  private void copy(StoredFile file, OutputStream target)
      throws IOException, BackupUnusableException {
    Checksum found;
    try (InputStream content = archive.getInputStream(entries.get(file.place()))) {
      found = Checksum.copying(new BoundedStream(content, file.sizeBytes() + 1), target);
    } catch (ZipException | java.io.EOFException e) {
      throw new BackupUnusableException(file.place() + " is damaged in it: " + e.getMessage());
    }
    if (found.sizeBytes() != file.sizeBytes() || !found.sha256().equals(file.sha256())) {
      throw new BackupUnusableException(
          "%s is damaged in it: SHA-256 %s over %d bytes, expected %s over %d"
              .formatted(
                  file.place(),
                  found.sha256(),
                  found.sizeBytes(),
                  file.sha256(),
                  file.sizeBytes()));
    }
  }

  private static Map<String, ZipEntry> entries(ZipFile archive) throws BackupUnusableException {
    if (archive.size() > MOST_FILES) {
      throw new BackupUnusableException("it has more than %,d entries".formatted(MOST_FILES));
    }
    Map<String, ZipEntry> entries = new HashMap<>();
    for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = entry.getName();
      if (!name.equals(BackupManifest.ENTRY) && !BackupManifest.isPlace(name)) {
        throw new BackupUnusableException("it holds '%s', which no backup holds".formatted(name));
      }
      if (entries.put(name, entry) != null) {
        throw new BackupUnusableException("it holds %s twice".formatted(name));
      }
    }
    return entries;
  }

  private static BackupManifest manifest(ZipFile archive, Map<String, ZipEntry> entries)
      throws IOException, BackupUnusableException {
    ZipEntry entry = entries.remove(BackupManifest.ENTRY);
    if (entry == null) {
      throw new BackupUnusableException("it has no manifest, so it is no backup");
    }
    try (InputStream content = archive.getInputStream(entry)) {
      byte[] json = content.readNBytes(MOST_MANIFEST_BYTES + 1);
      if (json.length > MOST_MANIFEST_BYTES) {
        throw new BackupUnusableException("its manifest is too long");
      }
      return BackupManifest.read(json);
    } catch (ZipException e) {
      throw new BackupUnusableException("its manifest is damaged: " + e.getMessage());
    }
  }

  private static void requireSame(BackupManifest manifest, Map<String, ZipEntry> entries)
      throws BackupUnusableException {
    Set<String> named = new HashSet<>();
    for (StoredFile file : manifest.files()) {
      if (!named.add(file.place()) || !entries.containsKey(file.place())) {
        throw new BackupUnusableException(
            "its manifest names %s, which it does not hold once".formatted(file.place()));
      }
    }
    for (String name : entries.keySet()) {
      if (!named.contains(name)) {
        throw new BackupUnusableException(
            "it holds %s, which its manifest does not name".formatted(name));
      }
    }
    if (!named.contains(BackupManifest.LEDGER)) {
      throw new BackupUnusableException("it holds no ledger");
    }
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }

  /// Ends after so many bytes, so that an entry cannot unpack to more than it says.
  private static final class BoundedStream extends java.io.FilterInputStream {
    private long left;

    BoundedStream(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int value = left > 0 ? super.read() : -1;
      left -= value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
