package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.model.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A file copied into a model's directory, its length and SHA-256 noted on the way.
///
/// @param file as the manifest shall name it
record PinnedCopy(ModelFile file) {
  /// @param name of the copy in `directory`, where there is none of that name
  static PinnedCopy of(Path source, Path directory, String name) throws IOException {
    MessageDigest digest = VerifiedCopy.sha256();
    long sizeBytes;
    try (InputStream content = Files.newInputStream(source);
        OutputStream out =
            new DigestOutputStream(
                Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW),
                digest)) {
      sizeBytes = content.transferTo(out);
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new PinnedCopy(new ModelFile(name, sizeBytes, sha256));
  }
}
