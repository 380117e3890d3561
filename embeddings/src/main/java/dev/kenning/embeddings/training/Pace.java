package dev.kenning.embeddings.training;

import java.util.function.LongSupplier;

/// Loss and speed, smoothed over the last steps. For one thread.
final class Pace {
  private final LongSupplier nanoSource;
  private final double smoothing;
  private long lastNanos;
  private double loss;
  private double nanosPerStep;
  private double examplesPerStep;
  private boolean begun;

  /// @param smoothing 0…1: how much of the past is kept at each step
  Pace(LongSupplier nanoSource, double smoothing) {
    this.nanoSource = nanoSource;
    this.smoothing = smoothing;
    this.lastNanos = nanoSource.getAsLong();
  }

  void stepped(double stepLoss, int exampleCount) {
    long now = nanoSource.getAsLong();
    double keep = begun ? smoothing : 0;
    loss = keep * loss + (1 - keep) * stepLoss;
    nanosPerStep = keep * nanosPerStep + (1 - keep) * (now - lastNanos);
    examplesPerStep = keep * examplesPerStep + (1 - keep) * exampleCount;
    lastNanos = now;
    begun = true;
  }

  double loss() {
    return loss;
  }

  double nanosPerStep() {
    return nanosPerStep;
  }

  double examplesPerSecond() {
    return nanosPerStep > 0 ? examplesPerStep * 1e9 / nanosPerStep : 0;
  }
}
