package dev.kenning.search.load;

import java.nio.file.Path;
import java.time.Duration;

/// What a [SoakBenchmark] does.
///
/// @param folder an empty or missing folder that everything is made in
/// @param fileCount files of the made-up source that is searched, four methods each
/// @param length of it all but the indexing, 1 minute to a day
/// @param perSecond requests of the mix, once caches are filled
/// @param seed makes the same random choices again
public record SoakConfig(Path folder, int fileCount, Duration length, double perSecond, long seed) {
  private static final int READINGS = 40;

  public SoakConfig {
    if (length.toSeconds() < 30 || length.toDays() >= 1) {
      throw new IllegalArgumentException("Half a minute to a day, not " + length);
    }
    if (!(perSecond >= 1 && perSecond <= 10_000) || fileCount < 10) {
      throw new IllegalArgumentException("1 to 10,000 requests a second, and 10 files or more");
    }
  }

  /// What it takes until caches are filled and compilers are done; not looked at.
  Duration warmUp() {
    return length.dividedBy(4);
  }

  Duration betweenReadings() {
    Duration share = length.minus(warmUp()).dividedBy(READINGS);
    return share.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : share;
  }
}
