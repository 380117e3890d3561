package dev.kenning.indexer.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the paths out of git's index file, versions 2 to 4, with SHA-1 names.
///
/// The file is `DIRC`, version and entry count (four bytes each, big-endian), then the entries: 40
/// bytes of file status, a 20-byte object name, 2 bytes of flags (in version 3 and 4 two more where
/// bit 14 says so), then the path. Versions 2 and 3 end the path with 1 to 8 zero bytes, so that
/// the entry's length is a multiple of 8; version 4 begins it with how many bytes to drop from the
/// end of the path before, and ends it with one zero byte. (Format: git's `gitformat-index` page.)
final class GitIndex {
  private static final int MAGIC = 0x44495243;
  private static final int STATUS_AND_NAME_BYTES = 60;
  private static final int EXTENDED_FLAG = 0x4000;
  private static final long MAX_BYTES = 512L << 20;

  private final ByteBuffer file;

  private GitIndex(ByteBuffer file) {
    this.file = file;
  }

  /// @throws IOException if there is no index, or none that can be understood
  static List<String> paths(Path index) throws IOException {
    if (Files.size(index) > MAX_BYTES) {
      throw new IOException(index + " is too large");
    }
    try {
      return new GitIndex(ByteBuffer.wrap(Files.readAllBytes(index))).read();
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException(index + " is not an index", e);
    }
  }

  private List<String> read() throws IOException {
    int magic = file.getInt();
    int version = file.getInt();
    if (magic != MAGIC || version < 2 || version > 4) {
      throw new IOException("Not an index of version 2 to 4");
    }
    int count = file.getInt();
    List<String> paths = new ArrayList<>();
    byte[] previous = new byte[0];
    for (int i = 0; i < count; i++) {
      int start = file.position();
      file.position(start + STATUS_AND_NAME_BYTES);
      int flags = file.getShort();
      if (version >= 3 && (flags & EXTENDED_FLAG) != 0) {
        file.getShort();
      }
      previous = version == 4 ? compressedPath(previous) : paddedPath(start);
      paths.add(new String(previous, StandardCharsets.UTF_8));
    }
    return paths;
  }

  private byte[] paddedPath(int start) {
    byte[] path = upToZero();
    int length = file.position() - start; // one zero byte read
    file.position(start + (length + 7) / 8 * 8);
    return path;
  }

  private byte[] compressedPath(byte[] previous) {
    int dropped = variableLength();
    byte[] suffix = upToZero();
    byte[] path = new byte[previous.length - dropped + suffix.length];
    System.arraycopy(previous, 0, path, 0, previous.length - dropped);
    System.arraycopy(suffix, 0, path, previous.length - dropped, suffix.length);
    return path;
  }

  /// Seven bits a byte, high ones first, each continuation adding one: git's offset encoding.
  private int variableLength() {
    int octet = file.get() & 0xFF;
    int value = octet & 0x7F;
    while ((octet & 0x80) != 0) {
      octet = file.get() & 0xFF;
      value = ((value + 1) << 7) | (octet & 0x7F);
    }
    return value;
  }

  private byte[] upToZero() {
    int start = file.position();
    while (file.get() != 0) {}
    byte[] bytes = new byte[file.position() - start - 1];
    file.get(start, bytes);
    return bytes;
  }
}
