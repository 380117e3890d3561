package dev.kenning.embeddings.encoder;

import ai.djl.engine.Engine;
import dev.kenning.embeddings.EmbedderUnavailableException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The native engine of this process: PyTorch, started once, by whoever comes first. The one place
/// that knows the system properties DJL reads.
///
/// Unless told otherwise, one thread inside an operator and one between operators: our parallelism
/// is several passes at once. Safe for any thread.
public final class TorchEngine {
  private static final Logger log = LoggerFactory.getLogger(TorchEngine.class);
  private static final String NAME = "PyTorch";

  private static @Nullable Path startedWith;

  private TorchEngine() {}

  /// Starts the engine if it is not running. What others have set explicitly is kept.
  ///
  /// @throws EmbedderUnavailableException if the natives for this platform are missing or broken
  public static synchronized void start(EngineConfig config) {
    Path natives = config.nativesDirectory().toAbsolutePath();
    if (startedWith != null) {
      if (!startedWith.equals(natives)) {
        log.debug("The engine already runs from {}; {} is not used", startedWith, natives);
      }
      return;
    }
    setUnlessSet("DJL_CACHE_DIR", natives.toString());
    setUnlessSet("ENGINE_CACHE_DIR", natives.toString());
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("ai.djl.default_engine", NAME);
    setUnlessSet("RUST_FLAVOR", "cpu");
    setUnlessSet("ai.djl.pytorch.num_threads", Integer.toString(config.operatorThreadCount()));
    setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    // The optimiser recompiles for each new shape: slow first passes, no faster later ones.
    setUnlessSet("ai.djl.pytorch.graph_optimizer", "false");
    try {
      Engine.getEngine(NAME);
    } catch (RuntimeException | LinkageError e) {
      throw new EmbedderUnavailableException(
          "PyTorch's natives cannot be started from " + natives + ": " + e.getMessage(), e);
    }
    startedWith = natives;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
