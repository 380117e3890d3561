package dev.kenning.search.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/// Proves to a server that a caller can read its data directory: a secret that the server writes
/// there when it starts, for its owner's eyes, and takes away when it ends. The command line sends
/// it, so that it works beside keys without one. Any thread.
public final class OwnerToken implements AutoCloseable {
  private static final String FILE = "owner.token";
  private static final int MAX_BYTES = 200;

  private final Path file;
  private final byte[] text;

  private OwnerToken(Path file, String text) {
    this.file = file;
    this.text = text.getBytes(StandardCharsets.UTF_8);
  }

  /// Writes a new one into the data directory's folder.
  ///
  /// @throws KeyFileUnusableException if that cannot be written
  public static OwnerToken make(Path directory) {
    Path file = directory.resolve(FILE);
    String text = KeySecret.make(new SecureRandom()).text();
    try {
      PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new KeyFileUnusableException(file + " cannot be written: " + e, e);
    }
    return new OwnerToken(file, text);
  }

  /// The one of the server that runs, for those who may read it.
  public static Optional<String> read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      return Files.size(file) > MAX_BYTES
          ? Optional.empty()
          : Optional.of(Files.readString(file).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Takes as long whether it is or not.
  boolean is(String presented) {
    return MessageDigest.isEqual(text, presented.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      boolean _ = Files.deleteIfExists(file);
    } catch (IOException _) {
      // It opens nothing any more.
    }
  }
}
