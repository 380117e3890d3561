package dev.kenning.search.cli;

import java.time.Duration;
import java.util.Locale;

/// Quantities as people say them.
final class Spoken {
  private Spoken() {}

  /// `0.8 s`, `12 s`, `3 min 20 s`, `1 h 5 min`.
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
    return "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
  }

  /// `812 B`, `1.2 kB`, `34.0 MB`, in powers of ten.
  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int power = 0;
    while (value >= 999.95 && power < 4) {
      value /= 1000;
      power++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", value, "-kMGT".charAt(power));
  }

  /// `1 file`, `1,512 files`.
  static String count(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }
}
