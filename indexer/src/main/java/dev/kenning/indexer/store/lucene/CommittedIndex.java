package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.SequenceNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.SegmentInfos;

/// The files of an index's last commit, held open so that they can be copied while somebody goes on
/// writing: a file of Lucene's is never changed, and what is open stays readable when it is
/// deleted. For one thread; to be closed.
public final class CommittedIndex implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 10;

  private final List<File> files;
  private final SequenceNumber sequence;

  private CommittedIndex(List<File> files, SequenceNumber sequence) {
    this.files = files;
    this.sequence = sequence;
  }

  /// No index.
  public static CommittedIndex none() {
    return new CommittedIndex(List.of(), SequenceNumber.NONE);
  }

  /// Holds the last commit of the index in `folder`.
  ///
  /// @throws dev.kenning.indexer.store.StoreMissingException if nothing was committed there
  /// @throws dev.kenning.indexer.store.StoreCorruptException if its description is damaged
  public static CommittedIndex hold(Path folder) {
    IndexDirectory directory = IndexDirectory.at(folder);
    return directory.opening(lucene -> {
      try (lucene) {
        if (!directory.exists()) {
          throw new dev.kenning.indexer.store.StoreMissingException(folder);
        }
        for (int attempt = 1; ; attempt++) {
          SegmentInfos commit = SegmentInfos.readLatestCommit(lucene);
          try {
            return new CommittedIndex(
                open(folder, commit), CommitRecord.of(commit.getUserData()).sequence());
          } catch (NoSuchFileException e) {
            if (attempt == MOST_ATTEMPTS) {
              throw e;
            }
            // A newer commit took its files away between the two lines above.
          }
        }
      }
    });
  }

  private static List<File> open(Path folder, SegmentInfos commit) throws IOException {
    List<File> open = new ArrayList<>();
    try {
      for (String name : commit.files(true)) {
        FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ);
        open.add(new File(name, channel.size(), channel));
      }
      return List.copyOf(open);
    } catch (IOException e) {
      open.forEach(File::close);
      throw e;
    }
  }

  /// In no particular order; empty for [#none].
  public List<File> files() {
    return files;
  }

  /// What the commit says it reflects of the ledger.
  public SequenceNumber sequence() {
    return sequence;
  }

  @Override
  public void close() {
    files.forEach(File::close);
  }

  /// One file. Its content can be read as long as the whole is open.
  public static final class File {
    private final String name;
    private final long sizeBytes;
    private final FileChannel channel;

    private File(String name, long sizeBytes, FileChannel channel) {
      this.name = name;
      this.sizeBytes = sizeBytes;
      this.channel = channel;
    }

    /// Without its folder.
    public String name() {
      return name;
    }

    public long sizeBytes() {
      return sizeBytes;
    }

    /// From its first byte; closing the stream does not end the hold.
    public InputStream read() {
      return new ChannelStream(channel);
    }

    private void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Could not close " + name, e);
      }
    }
  }

  private static final class ChannelStream extends InputStream {
    private final FileChannel channel;
    private long position;

    ChannelStream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(0, count);
      return count;
    }
  }
}
