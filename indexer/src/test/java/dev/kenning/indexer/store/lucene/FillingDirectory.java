package dev.kenning.indexer.store.lucene;

import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/// A disk that is full from [#fill] to [#empty]: nothing more is written, what is there is read.
final class FillingDirectory extends FilterDirectory {
  private volatile boolean full;

  FillingDirectory(Directory disk) {
    super(disk);
  }

  void fill() {
    full = true;
  }

  void empty() {
    full = false;
  }

  private void requireSpace() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    return new Output(in.createOutput(name, context));
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    return new Output(in.createTempOutput(prefix, suffix, context));
  }

  private final class Output extends FilterIndexOutput {
    Output(IndexOutput out) {
      super("filling " + out.getName(), out.getName(), out);
    }

    @Override
    public void writeByte(byte value) throws IOException {
      requireSpace();
      out.writeByte(value);
    }

    @Override
    public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
      requireSpace();
      out.writeBytes(bytes, offset, length);
    }
  }
}
