package dev.kenning.indexer.source;

import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileStamp;
import dev.kenning.indexer.source.Discovery.Found;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.Discovery.Skipped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A `.zip` or `.jar` archive, read where it lies: nothing is unpacked to disk, so a hostile name
/// has nowhere to go; it is refused all the same, because it would become a path in answers.
///
/// Against archives that unpack to far more than they hold: an entry may unpack to at most
/// [#MAX_RATIO] times its packed size, and so may all of them together, which also stops archives
/// whose entries share their packed bytes.
final class ArchiveTree implements SourceTree {
  /// Real Java source packs 3 to 20 times; deflate ends near 1,000.
  private static final int MAX_RATIO = 200;

  /// So that tiny files full of spaces are not suspected.
  private static final int ALLOWANCE_BYTES = 64 << 10;

  private final Path file;
  private final SourceRules rules;
  private final FileKinds kinds;
  private final ZipFile zip;
  private final long archiveBytes;

  private ArchiveTree(Path file, SourceRules rules, ZipFile zip, long archiveBytes) {
    this.file = file;
    this.rules = rules;
    this.kinds = new FileKinds(rules);
    this.zip = zip;
    this.archiveBytes = archiveBytes;
  }

  static ArchiveTree open(Path file, SourceRules rules) {
    try {
      return new ArchiveTree(file, rules, new ZipFile(file.toFile()), Files.size(file));
    } catch (IOException e) {
      throw new SourceUnavailableException(
          file + " cannot be read as an archive: " + e.getMessage(), e);
    }
  }

  @Override
  public Path root() {
    return file;
  }

  @Override
  public String defaultName() {
    return SourceTrees.suggestedName(file, true);
  }

  @Override
  public void walk(Consumer<Discovery> visitor) {
    List<ZipEntry> entries =
        zip.stream()
            .filter(entry -> !entry.isDirectory())
            .sorted(Comparator.comparing(ZipEntry::getName))
            .map(ZipEntry.class::cast)
            .toList();
    Set<String> names = new HashSet<>();
    long unpackedBytes = 0;
    int count = 0;
    for (ZipEntry entry : entries) {
      if (count++ == rules.maxFileCount()) {
        visitor.accept(
            new Skipped(entry.getName(), SkipReason.TOO_MANY, rules.maxFileCount() + " files"));
        return;
      }
      Discovery discovery = discover(entry, names, unpackedBytes);
      if (discovery instanceof Found) {
        unpackedBytes += entry.getSize();
      }
      visitor.accept(discovery);
    }
  }

  private Discovery discover(ZipEntry entry, Set<String> names, long unpackedBytes) {
    String name = entry.getName();
    if (!isSafe(name)) {
      return new Skipped(printable(name), SkipReason.UNSAFE_ENTRY_NAME, "");
    }
    Optional<Skipped> refused = kinds.refuse(name, entry.getSize());
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!names.add(name)) {
      return new Skipped(name, SkipReason.DUPLICATE_ENTRY, "the first one is taken");
    }
    if (entry.getSize() > (long) MAX_RATIO * entry.getCompressedSize() + ALLOWANCE_BYTES
        || unpackedBytes + entry.getSize() > MAX_RATIO * archiveBytes + ALLOWANCE_BYTES) {
      return new Skipped(
          name,
          SkipReason.SUSPICIOUS_COMPRESSION,
          "%,d bytes from %,d".formatted(entry.getSize(), entry.getCompressedSize()));
    }
    FileStamp stamp = new FileStamp(entry.getSize(), entry.getCrc());
    return new Found(name, stamp, Long.MIN_VALUE, () -> read(entry));
  }

  private Reading read(ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
      if (bytes.length > entry.getSize()) {
        return new Reading.Unread(
            new Skipped(
                entry.getName(), SkipReason.SUSPICIOUS_COMPRESSION, "more than it declares"));
      }
      return new Reading.Read(Content.of(bytes));
    }
  }

  /// A relative path with plain parts and `/` between them.
  private static boolean isSafe(String name) {
    if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
      return false;
    }
    if (name.length() > 1 && name.charAt(1) == ':') {
      return false; // a drive letter
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new SourceUnavailableException(file + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
