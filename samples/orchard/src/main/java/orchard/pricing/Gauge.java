package orchard.pricing;

import java.util.Arrays;

/** Follows a figure over time: a price, or how warm it is in the cold store. */
public final class Gauge {
  private final double[] ring;
  private int next;
  private int held;
  private double sum;

  public Gauge(int length) {
    this.ring = new double[length];
  }

  public double tick(double value) {
    if (held == ring.length) {
      sum -= ring[next];
    } else {
      held++;
    }
    ring[next] = value;
    sum += value;
    next = (next + 1) % ring.length;
    return sum / held;
  }

  /** The value that the given share of those held does not exceed. */
  public double quantile(double share) {
    double[] sorted = Arrays.copyOf(ring, held);
    Arrays.sort(sorted);
    int index = (int) Math.ceil(share * held) - 1;
    return sorted[Math.clamp(index, 0, held - 1)];
  }

  public static double[] spread(double[] values) {
    double mean = 0;
    double squares = 0;
    int n = 0;
    for (double value : values) {
      n++;
      double off = value - mean;
      mean += off / n;
      squares += off * (value - mean);
    }
    return new double[] {mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1))};
  }

  public static double celsius(double fahrenheit) {
    return (fahrenheit - 32) * 5 / 9;
  }

  /** Older values fade: each step they count for less by the same factor. */
  public static double fade(double before, double value, double weight) {
    return weight * value + (1 - weight) * before;
  }
}
