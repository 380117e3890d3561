package dev.kenning.search.calibration;

import dev.kenning.search.calibration.CalibrationReport.Bin;
import dev.kenning.search.calibration.CalibrationReport.Reliability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Measures probabilities against what was judged. For one thread.
final class ReliabilityMeasure {
  private static final int BINS = 10;

  private final List<Said> said = new ArrayList<>();

  private record Said(double probability, boolean holds) {}

  void add(double probability, boolean holds) {
    said.add(new Said(probability, holds));
  }

  Reliability reliability() {
    List<Said> sorted = new ArrayList<>(said);
    sorted.sort(Comparator.comparingDouble(Said::probability));
    List<Bin> curve = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      List<Said> some =
          sorted.subList(bin * sorted.size() / BINS, (bin + 1) * sorted.size() / BINS);
      if (!some.isEmpty()) {
        Bin one =
            new Bin(
                some.size(),
                some.stream().mapToDouble(Said::probability).average().orElse(0),
                share(some));
        curve.add(one);
        error += Math.abs(one.said() - one.held()) * one.count() / sorted.size();
      }
    }
    double share = share(sorted);
    return new Reliability(sorted.size(), share, error, skill(share), auc(sorted), curve);
  }

  private static double share(List<Said> some) {
    return some.stream().mapToDouble(one -> one.holds() ? 1 : 0).average().orElse(0);
  }

  private double skill(double share) {
    double error =
        said.stream()
            .mapToDouble(one -> Math.pow((one.holds() ? 1 : 0) - one.probability(), 2))
            .average()
            .orElse(0);
    double naive = share * (1 - share);
    return naive == 0 ? 0 : 1 - error / naive;
  }

  /// By ranks; equal probabilities share theirs.
  private static double auc(List<Said> sorted) {
    double rankSum = 0;
    long holding = 0;
    int from = 0;
    while (from < sorted.size()) {
      int to = from;
      while (to < sorted.size() && sorted.get(to).probability() == sorted.get(from).probability()) {
        to++;
      }
      double rank = (from + to + 1) / 2.0;
      for (Said one : sorted.subList(from, to)) {
        if (one.holds()) {
          rankSum += rank;
          holding++;
        }
      }
      from = to;
    }
    long others = sorted.size() - holding;
    return holding == 0 || others == 0
        ? 0.5
        : (rankSum - holding * (holding + 1) / 2.0) / ((double) holding * others);
  }
}
