package dev.kenning.embeddings.torchscript;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The container of a TorchScript archive: a zip below one root folder, every entry stored as it
/// is, its content starting at a multiple of 64 bytes so that a tensor can be used where it lies.
/// The padding is an extra field (id `FB`, as libtorch writes it) in the entry's local header.
///
/// At most 4 GB and 65,535 entries, the bounds of a plain zip. For one thread.
final class ArchiveWriter implements AutoCloseable {
  private static final int ALIGNMENT_BYTES = 64;
  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int EXTRA_HEADER_BYTES = 4;
  private static final short PADDING_ID = 0x4246;

  /// A real time would make equal archives differ. Not the first day a zip can name: Java takes
  /// that for an earlier one, and adds a field that spoils the padding.
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final String root;
  private final CountedStream counted;
  private final ZipOutputStream zip;

  /// @param target must not exist
  /// @param root name of the root folder
  ArchiveWriter(Path target, String root) throws IOException {
    this.root = root;
    counted =
        new CountedStream(
            new BufferedOutputStream(
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW), 1 << 16));
    zip = new ZipOutputStream(counted);
    zip.setMethod(ZipOutputStream.STORED);
  }

  void add(String name, byte[] content) throws IOException {
    add(name, ByteBuffer.wrap(content));
  }

  /// @param content written from its position to its limit
  void add(String name, ByteBuffer content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content.duplicate());
    ZipEntry entry = new ZipEntry(root + "/" + name);
    entry.setTimeLocal(TIME);
    entry.setSize(content.remaining());
    entry.setCrc(checksum.getValue());
    entry.setExtra(padding(entry.getName().length()));
    zip.putNextEntry(entry);
    Channels.newChannel(zip).write(content.duplicate());
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private byte[] padding(int nameLength) throws IOException {
    zip.flush();
    long start = counted.count + LOCAL_HEADER_BYTES + nameLength + EXTRA_HEADER_BYTES;
    int length = (int) ((ALIGNMENT_BYTES - start % ALIGNMENT_BYTES) % ALIGNMENT_BYTES);
    return ByteBuffer.allocate(EXTRA_HEADER_BYTES + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(PADDING_ID)
        .putShort((short) length)
        .array();
  }

  /// Knows where the next header will begin.
  private static final class CountedStream extends OutputStream {
    private final OutputStream out;
    private long count;

    CountedStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
