package dev.kenning.embeddings.training;

/// How far a step goes: rises in a straight line to the peak over the warm-up, then falls in a
/// straight line to nothing at the last step.
///
/// @param peak the largest rate, above 0
/// @param warmUpShare of all steps, 0…1
/// @param stepCount all steps, 1 or more
record RateSchedule(double peak, double warmUpShare, long stepCount) {
  RateSchedule {
    if (!(peak > 0) || !(warmUpShare >= 0 && warmUpShare <= 1) || stepCount < 1) {
      throw new IllegalArgumentException(
          "No schedule: peak %s, warm-up %s, %d steps".formatted(peak, warmUpShare, stepCount));
    }
  }

  /// @param step counted from 0
  double at(long step) {
    double warmUp = warmUpShare * stepCount;
    if (step + 1 < warmUp) {
      return peak * (step + 1) / warmUp;
    }
    double left = (double) (stepCount - step) / Math.max(1, stepCount - warmUp);
    return peak * Math.clamp(left, 0, 1);
  }
}
