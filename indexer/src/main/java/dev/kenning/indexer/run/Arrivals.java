package dev.kenning.indexer.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Tells the meter of a window's passages as their vectors arrive, each once, however often it is
/// tried. A passage stands for as much of the window's source as its length is of all passages':
/// long ones take longer. Safe for several threads.
final class Arrivals {
  private final ProgressMeter meter;
  private final AtomicIntegerArray arrived;
  private final double[] ends; // of each passage, as a share of the window; the last is 1
  private final long byteCount;

  Arrivals(List<String> texts, long byteCount, ProgressMeter meter) {
    this.meter = meter;
    this.arrived = new AtomicIntegerArray(texts.size());
    this.ends = ends(texts);
    this.byteCount = byteCount;
  }

  /// The vector of the passage at `position` is there.
  void arrived(int position) {
    if (arrived.compareAndSet(position, 0, 1)) {
      meter.embedded(1, bytes(position));
    }
  }

  /// The window is done: what never arrived is source without a method.
  void finish() {
    if (ends.length == 0) {
      meter.embedded(0, byteCount);
    }
    for (int position = 0; position < ends.length; position++) {
      if (arrived.compareAndSet(position, 0, 1)) {
        meter.embedded(0, bytes(position));
      }
    }
  }

  /// Rounded at both ends, so that all of them add up to the window.
  private long bytes(int position) {
    double begin = position == 0 ? 0 : ends[position - 1];
    return Math.round(ends[position] * byteCount) - Math.round(begin * byteCount);
  }

  private static double[] ends(List<String> texts) {
    double length = texts.stream().mapToLong(text -> text.length() + 1L).sum();
    double[] ends = new double[texts.size()];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += texts.get(i).length() + 1L;
      ends[i] = end / length;
    }
    return ends;
  }
}
