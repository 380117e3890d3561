package dev.kenning.search.cli;

/// The threads of the system that virtual ones run on. The JVM starts as many as there are
/// processors, which is right where nothing else computes. Here the model, the answers and the
/// index have threads of their own that do, and the system divides the processors among all that
/// want them: with as many carriers as processors, reading and refusing requests would get a fifth
/// of a busy machine, and whoever is refused would wait for it.
final class Carriers {
  private static final String COUNT = "jdk.virtualThreadScheduler.parallelism";
  private static final int PER_PROCESSOR = 4;

  private Carriers() {}

  /// To be called before the first virtual thread is made; what was said on the command line of the
  /// JVM stands.
  static void provide() {
    if (System.getProperty(COUNT) == null) {
      System.setProperty(COUNT, Integer.toString(PER_PROCESSOR * Processors.count()));
    }
  }
}
