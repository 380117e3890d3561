package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Copies a file of a model and holds its length and SHA-256 against the manifest on the way.
final class VerifiedCopy {
  private final CatalogueModel model;
  private final ModelFile file;

  private VerifiedCopy(CatalogueModel model, ModelFile file) {
    this.model = model;
    this.file = file;
  }

  static VerifiedCopy of(CatalogueModel model, ModelFile file) {
    return new VerifiedCopy(model, file);
  }

  /// @param target must not exist; left behind on failure
  /// @throws ModelCorruptException if the content is not what the manifest says
  void to(Path target) throws IOException {
    MessageDigest digest = sha256();
    long sizeBytes;
    try (InputStream content = model.read(file);
        OutputStream out =
            new DigestOutputStream(
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW), digest)) {
      sizeBytes = content.transferTo(out);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (sizeBytes != file.sizeBytes()) {
      throw new ModelCorruptException(
          file.location(), file.sizeBytes() + " bytes", sizeBytes + " bytes");
    }
    if (!found.equals(file.sha256())) {
      throw new ModelCorruptException(
          file.location(), "SHA-256 " + file.sha256(), "SHA-256 " + found);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
