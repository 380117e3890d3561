package dev.kenning.indexer.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The right to write to a data directory, held until closed or until the process ends, however it
/// ends. The operating system's lock decides; the text in the file only tells who holds it.
///
/// The text is three lines: process id, command, URL or nothing. The lock covers one byte far
/// beyond the text, because Windows lets nobody read a locked part.
public final class WriterLock implements AutoCloseable {
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
  private static final int MAX_TEXT_BYTES = 4096;

  /// Whoever asks who writes holds the lock for an instant, which must not look like a writer.
  private static final int ATTEMPTS = 10;

  private static final long PAUSE_NANOS = 20_000_000;

  /// Directories locked by this process: a file lock holds against other processes only, and
  /// closing any channel of the file would release it, so this process must not even look.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private WriterLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static WriterLock acquire(DataDirectory directory, LockOwner owner) {
    Path file = directory.lockFile();
    if (!HELD_HERE.add(file)) {
      throw new DataDirectoryInUseException(directory.root(), read(file));
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!takeLock(channel)) {
        throw new DataDirectoryInUseException(directory.root(), read(file));
      }
      WriterLock lock = new WriterLock(file, channel);
      lock.announce(owner);
      return lock;
    } catch (IOException e) {
      release(file, channel);
      throw new DataDirectoryUnavailableException(file + " cannot be locked: " + e, e);
    } catch (DataDirectoryInUseException e) {
      release(file, channel);
      throw e;
    }
  }

  /// Tells others who holds the lock; a server calls it again once it knows its address.
  public void announce(LockOwner owner) {
    String text =
        "%d%n%s%n%s%n"
            .formatted(owner.pid(), owner.command().replaceAll("\\R", " "), owner.url().orElse(""));
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(bytes), 0);
    } catch (IOException e) {
      throw new DataDirectoryUnavailableException(file + " cannot be written: " + e, e);
    }
  }

  static Optional<LockOwner> holder(DataDirectory directory) {
    Path file = directory.lockFile();
    if (HELD_HERE.contains(file)) {
      return read(file);
    }
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock free = tryLock(channel)) {
      return free == null ? read(file) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a directory that cannot be written has no writer
    }
  }

  @Override
  public void close() {
    try {
      if (channel.isOpen()) {
        channel.truncate(0);
      }
    } catch (IOException e) {
      // The text is only a courtesy; the lock itself goes with the channel.
    }
    release(file, channel);
  }

  private static void release(Path file, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing depends on a clean close: the system drops the lock with the descriptor.
    } finally {
      HELD_HERE.remove(file);
    }
  }

  private static boolean takeLock(FileChannel channel) throws IOException {
    for (int attempt = 1; tryLock(channel) == null; attempt++) {
      if (attempt == ATTEMPTS) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static Optional<LockOwner> read(Path file) {
    try {
      if (Files.size(file) > MAX_TEXT_BYTES) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 2) {
        return Optional.empty();
      }
      Optional<String> url =
          lines.size() < 3 || lines.get(2).isBlank() ? Optional.empty() : Optional.of(lines.get(2));
      return Optional.of(new LockOwner(Long.parseLong(lines.get(0).strip()), lines.get(1), url));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // caught between the lock and its text
    }
  }
}
