package dev.kenning.indexer.source;

import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileStamp;
import java.io.IOException;

/// What the walk says about one place in the tree.
public sealed interface Discovery {
  /// Relative to the root, `/` between parts on every system.
  String path();

  /// A Java file to take. Read it while its tree is open.
  final class Found implements Discovery {
    private final String path;
    private final FileStamp stamp;
    private final long touchedNanos;
    private final Reader reader;

    /// @param touchedNanos since the epoch, when it was last written to
    Found(String path, FileStamp stamp, long touchedNanos, Reader reader) {
      this.path = path;
      this.stamp = stamp;
      this.touchedNanos = touchedNanos;
      this.reader = reader;
    }

    @Override
    public String path() {
      return path;
    }

    /// What the file system or archive says of it without reading it.
    public FileStamp stamp() {
      return stamp;
    }

    /// Whether it was last written to before this time, in nanoseconds since the epoch: an equal
    /// stamp then means equal content. An archive's entries always are.
    public boolean isSettledBefore(long nanos) {
      return touchedNanos < nanos;
    }

    /// Reads it, up to the bound of the rules; blocking.
    public Reading read() {
      try {
        return reader.read();
      } catch (IOException e) {
        return new Reading.Unread(new Skipped(path, SkipReason.UNREADABLE, describe(e)));
      }
    }

    @Override
    public String toString() {
      return "Found[" + path + ", " + stamp + "]";
    }
  }

  /// Something that is not taken: a file, or a folder with all that is in it.
  ///
  /// @param path the file; a folder ends in `/`
  /// @param reason why
  /// @param detail the particulars, such as a size or a system's message; may be empty
  record Skipped(String path, SkipReason reason, String detail) implements Discovery {
    /// One line for a person.
    public String sentence() {
      return path + " " + reason.explanation() + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }

  /// What reading a found file came to.
  sealed interface Reading {
    /// The bytes.
    record Read(Content content) implements Reading {}

    /// It could not be read after all.
    record Unread(Skipped skipped) implements Reading {}
  }

  /// Reads one file's bytes within the bound.
  @FunctionalInterface
  interface Reader {
    Reading read() throws IOException;
  }

  /// What went wrong, without repeating the path that the sentence already begins with.
  static String describe(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      case java.nio.file.NoSuchFileException _ -> "gone since it was listed";
      case java.nio.file.FileSystemException failure when failure.getReason() != null ->
          failure.getReason();
      case IOException other ->
          other.getMessage() == null ? other.getClass().getSimpleName() : other.getMessage();
    };
  }
}
