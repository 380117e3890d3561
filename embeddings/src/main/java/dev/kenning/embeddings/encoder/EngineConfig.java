package dev.kenning.embeddings.encoder;

import java.nio.file.Path;

/// How the native engine is started, once per process.
///
/// @param nativesDirectory where PyTorch's natives are unpacked (450 MB, once per machine and
///   version); made when needed, shared by processes
public record EngineConfig(Path nativesDirectory) {
  /// Below the user's cache directory: the natives belong to the program, not to the data.
  public static EngineConfig forUser(Path home) {
    return new EngineConfig(home.resolve(".cache").resolve("kenning"));
  }
}
