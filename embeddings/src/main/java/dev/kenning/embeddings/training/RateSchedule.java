package dev.kenning.embeddings.training;

/// How far a step goes: rises in a straight line to the peak over the warm-up, then falls in a
/// straight line to nothing at the last step of a cycle.
///
/// @param peak the largest rate, above 0
/// @param warmUpShare of a cycle, 0…1
/// @param cycleStepCount the steps of a cycle, 1 or more; cycles follow each other (Loshchilov and
///   Hutter, 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts")
record RateSchedule(double peak, double warmUpShare, long cycleStepCount) {
  RateSchedule {
    if (!(peak > 0) || !(warmUpShare >= 0 && warmUpShare <= 1) || cycleStepCount < 1) {
      throw new IllegalArgumentException(
          "No schedule: peak %s, warm-up %s, %d steps"
              .formatted(peak, warmUpShare, cycleStepCount));
    }
  }

  /// @param step counted from 0
  double at(long step) {
    long inCycle = step % cycleStepCount;
    double warmUp = warmUpShare * cycleStepCount;
    if (inCycle + 1 < warmUp) {
      return peak * (inCycle + 1) / warmUp;
    }
    double left = (double) (cycleStepCount - inCycle) / Math.max(1, cycleStepCount - warmUp);
    return peak * Math.clamp(left, 0, 1);
  }
}
