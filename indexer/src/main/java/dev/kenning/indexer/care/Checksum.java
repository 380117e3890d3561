package dev.kenning.indexer.care;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Length and SHA-256 of a stream that was read to its end.
///
/// @param sizeBytes how many bytes it had
/// @param sha256 64 lower-case hex digits
record Checksum(long sizeBytes, String sha256) {
  static Checksum of(InputStream content) throws IOException {
    return copying(content, OutputStream.nullOutputStream());
  }

  /// Copies `content` to its end on the way.
  static Checksum copying(InputStream content, OutputStream target) throws IOException {
    MessageDigest digest = sha256Digest();
    long size = new DigestInputStream(content, digest).transferTo(target);
    return new Checksum(size, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
