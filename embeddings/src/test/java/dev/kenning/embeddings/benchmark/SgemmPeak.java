package dev.kenning.embeddings.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// What one core can do at most: the best of many multiplications of large 32-bit matrices on one
/// thread, through the same library that runs the model. Timed by the thread's processor time, so
/// that waiting for a busy core does not count.
final class SgemmPeak {
  private static final int SIZE = 768;
  private static final int ROUNDS = 100;

  private SgemmPeak() {}

  /// Floating-point operations per second. The engine must have been started.
  static double flopsPerSecond() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (NDManager manager = NDManager.newBaseManager();
        NDArray a = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE));
        NDArray b = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE))) {
      long bestNanos = Long.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        long begunNanos = threads.getCurrentThreadCpuTime();
        a.matMul(b).close();
        bestNanos = Math.min(bestNanos, threads.getCurrentThreadCpuTime() - begunNanos);
      }
      return 2.0 * SIZE * SIZE * SIZE / (bestNanos / 1e9);
    }
  }
}
