package dev.kenning.embeddings.model;

/// One file of a model, pinned.
///
/// @param location a class path resource of a built-in model; for an imported one, a file name
///   beside its manifest
/// @param sizeBytes exact length
/// @param sha256 64 lower-case hex digits
public record ModelFile(String location, long sizeBytes, String sha256) {
  private static final int SHA256_HEX_LENGTH = 64;

  public ModelFile {
    if (location.isBlank() || location.contains("..") || location.startsWith("/")) {
      throw new IllegalArgumentException("Not a location of a model file: '" + location + "'");
    }
    if (sizeBytes < 1) {
      throw new IllegalArgumentException(location + " cannot have " + sizeBytes + " bytes");
    }
    if (sha256.length() != SHA256_HEX_LENGTH || !sha256.matches("[0-9a-f]+")) {
      throw new IllegalArgumentException(
          location + " needs a SHA-256 in hex, not '" + sha256 + "'");
    }
  }
}
