package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreDescription;
import dev.kenning.indexer.store.StoreLockedException;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreUnavailableException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/// The folder of an index: Lucene's access to it, and the one place that tells a damaged index from
/// a refusing file system.
final class IndexDirectory implements AutoCloseable {
  private final Path folder;
  private final Directory lucene;

  IndexDirectory(Path folder, Directory lucene) {
    this.folder = folder;
    this.lucene = lucene;
  }

  static IndexDirectory at(Path folder) {
    try {
      return new IndexDirectory(folder, new MMapDirectory(folder));
    } catch (IOException e) {
      throw new StoreUnavailableException("open the index at " + folder, SequenceNumber.NONE, e);
    }
  }

  Path folder() {
    return folder;
  }

  /// The folder's own name, which names the generation.
  String name() {
    Path last = folder.getFileName();
    return last == null ? folder.toString() : last.toString();
  }

  Directory lucene() {
    return lucene;
  }

  boolean exists() {
    return reading(() -> DirectoryReader.indexExists(lucene));
  }

  /// What the last commit says of itself.
  CommitRecord record() {
    return reading(() -> CommitRecord.of(SegmentInfos.readLatestCommit(lucene).getUserData()));
  }

  StoreDescription description() {
    return reading(() -> {
      SegmentInfos latest = SegmentInfos.readLatestCommit(lucene);
      CommitRecord record = CommitRecord.of(latest.getUserData());
      return new StoreDescription(
          record.fingerprint(),
          record.sequence(),
          IndexFiles.size(lucene),
          latest.getIndexCreatedVersionMajor() < Version.LATEST.major);
    });
  }

  StoreSize size() {
    return reading(() -> IndexFiles.size(lucene));
  }

  /// Runs an opening and closes the directory if it fails.
  <T> T opening(Opening<T> opening) {
    boolean opened = false;
    try {
      T result = reading(() -> opening.open(lucene));
      opened = true;
      return result;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  /// Runs an opening in a directory that stays open if it fails.
  <T> T reopening(Reading<T> opening) {
    return reading(opening);
  }

  /// Whether a failure means that files are not as they were written, rather than refused.
  static boolean isDamage(Exception failure) {
    return failure instanceof CorruptIndexException
        || failure instanceof NoSuchFileException
        || failure instanceof FileNotFoundException
        || failure instanceof EOFException;
  }

  private <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (LockObtainFailedException e) {
      throw new StoreLockedException(folder, e);
    } catch (IndexFormatTooOldException | IndexFormatTooNewException e) {
      throw new StoreCorruptException(folder, "another release wrote it: " + e.getMessage(), e);
    } catch (CorruptIndexException | NoSuchFileException | FileNotFoundException | EOFException e) {
      throw corrupt(e);
    } catch (IllegalArgumentException e) {
      throw new StoreCorruptException(folder, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StoreUnavailableException("open the index at " + folder, SequenceNumber.NONE, e);
    }
  }

  /// Lucene tells the file inside a longer message of the exception or of what caused it.
  StoreCorruptException corrupt(IOException problem) {
    for (@Nullable Throwable e = problem; e != null; e = e.getCause()) {
      String found = String.valueOf(e.getMessage());
      for (String word : found.split("[\\s\"()=:]+")) {
        String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
        if (name.matches("_[0-9a-z]+[._].*|segments_[0-9a-z]+")) {
          return new StoreCorruptException(folder.resolve(name), found, problem);
        }
      }
    }
    return new StoreCorruptException(folder, String.valueOf(problem.getMessage()), problem);
  }

  @Override
  public void close() {
    try {
      lucene.close();
    } catch (IOException e) {
      throw new StoreUnavailableException("close the index at " + folder, SequenceNumber.NONE, e);
    }
  }

  /// See [#opening].
  @FunctionalInterface
  interface Opening<T> {
    T open(Directory lucene) throws IOException;
  }

  /// See [#reopening].
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }
}
