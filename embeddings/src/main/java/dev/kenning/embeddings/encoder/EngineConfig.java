package dev.kenning.embeddings.encoder;

import java.nio.file.Path;

/// How the native engine is started, once per process.
///
/// @param nativesDirectory where PyTorch's natives are unpacked (450 MB, once per machine and
///   version); made when needed, shared by processes
/// @param operatorThreadCount threads inside one operator. 1 where several passes run at once,
///   which on a busy machine is far faster; more only for a process that makes one pass at a time
public record EngineConfig(Path nativesDirectory, int operatorThreadCount) {
  public EngineConfig {
    if (operatorThreadCount < 1) {
      throw new IllegalArgumentException(
          "An operator needs one thread or more, not " + operatorThreadCount);
    }
  }

  /// One thread inside an operator.
  public EngineConfig(Path nativesDirectory) {
    this(nativesDirectory, 1);
  }

  /// Below the user's cache directory: the natives belong to the program, not to the data.
  public static EngineConfig forUser(Path home) {
    return new EngineConfig(home.resolve(".cache").resolve("kenning"));
  }

  public EngineConfig withOperatorThreads(int count) {
    return new EngineConfig(nativesDirectory, count);
  }
}
