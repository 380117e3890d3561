package dev.kenning.indexer.benchmark;

import java.time.Duration;
import java.util.Properties;

/// What writing an index cost.
///
/// @param methodCount methods written
/// @param writing elapsed from the first method to all being durable and visible
/// @param merging elapsed waiting for merges after that
/// @param processor time of all threads, so that a busy machine can be told from a slow one
/// @param peakHeapBytes most heap that was needed meanwhile
public record WriteCost(
    int methodCount, Duration writing, Duration merging, Duration processor, long peakHeapBytes) {
  private static final double NANOS_PER_SECOND = 1e9;

  /// Methods written in a second, merges that were waited for included.
  public double methodsPerSecond() {
    return methodCount * NANOS_PER_SECOND / writing.plus(merging).toNanos();
  }

  /// Methods written in a second of processor time.
  public double methodsPerProcessorSecond() {
    return methodCount * NANOS_PER_SECOND / processor.toNanos();
  }

  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("methods", Integer.toString(methodCount));
    properties.setProperty("writing-nanos", Long.toString(writing.toNanos()));
    properties.setProperty("merging-nanos", Long.toString(merging.toNanos()));
    properties.setProperty("processor-nanos", Long.toString(processor.toNanos()));
    properties.setProperty("peak-heap-bytes", Long.toString(peakHeapBytes));
    return properties;
  }

  static WriteCost of(Properties properties) {
    return new WriteCost(
        Math.toIntExact(number(properties, "methods")),
        Duration.ofNanos(number(properties, "writing-nanos")),
        Duration.ofNanos(number(properties, "merging-nanos")),
        Duration.ofNanos(number(properties, "processor-nanos")),
        number(properties, "peak-heap-bytes"));
  }

  private static long number(Properties properties, String key) {
    return Long.parseLong(properties.getProperty(key, "0"));
  }
}
