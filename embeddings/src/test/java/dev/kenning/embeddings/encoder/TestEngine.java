package dev.kenning.embeddings.encoder;

import java.nio.file.Path;

/// Where tests keep natives and converted models: below the build's output, so that a run unpacks
/// and converts once.
public final class TestEngine {
  /// The natives are the user's, as in production: 450 MB need not be unpacked per checkout.
  public static final EngineConfig CONFIG =
      EngineConfig.forUser(Path.of(System.getProperty("user.home")));

  public static final Path MODELS = Path.of("target", "test-models").toAbsolutePath();

  private TestEngine() {}
}
