package dev.kenning.search.load;

import dev.kenning.search.load.OpenLoop.Stretch;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;

/// Two callers at once, each at a pace of its own; what the first of them feels is measured.
final class TwoCallers {
  private final OpenLoop loop;
  private final Random random;
  private final Duration length;

  TwoCallers(OpenLoop loop, Random random, Duration length) {
    this.loop = loop;
    this.random = random;
    this.length = length;
  }

  /// @param p99 milliseconds of the first caller's answers
  /// @param asked how many questions it asked
  /// @param refused of these
  /// @param othersRefused of the other's
  record Felt(double p50, double p99, long asked, long refused, long othersRefused) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "p50 %.1f ms, p99 %.1f ms, %d of %d refused (of the other's %d)",
          p50,
          p99,
          refused,
          asked,
          othersRefused);
    }
  }

  /// @param otherPerSecond 0 for nobody
  Felt run(double perSecond, CallMix first, double otherPerSecond, CallMix other)
      throws IOException {
    Merged merged =
        new Merged(
            Timetable.open(perSecond, length, random),
            otherPerSecond == 0
                ? Timetable.closed(0, length)
                : Timetable.open(otherPerSecond, length, random));
    // The other's questions are marked by a kind of their own, which is only looked at here.
    Stretch stretch =
        loop.run(
            merged,
            () -> merged.isFirst() ? first.question() : other.question().as(CallKind.SIMILAR));
    Samples samples = stretch.samples();
    var felt = samples.latencies(one -> one.is(CallKind.SEARCH, Outcome.GOOD));
    return new Felt(
        felt.p50(),
        felt.p99(),
        samples.count(one -> one.kind() == CallKind.SEARCH),
        samples.count(one -> one.kind() == CallKind.SEARCH && one.outcome() != Outcome.GOOD),
        samples.count(one -> one.is(CallKind.SIMILAR, Outcome.REFUSED)));
  }

  /// Two timetables as one.
  private static final class Merged implements Timetable {
    private final Timetable first;
    private final Timetable second;
    private boolean isFirst;

    Merged(Timetable first, Timetable second) {
      this.first = first;
      this.second = second;
    }

    /// Whether the request that was taken last is one of the first caller's.
    boolean isFirst() {
      return isFirst;
    }

    @Override
    public OptionalLong next(long elapsedNanos, int underWay) {
      OptionalLong one = first.next(elapsedNanos, underWay);
      OptionalLong two = second.next(elapsedNanos, underWay);
      isFirst = two.isEmpty() || (one.isPresent() && one.getAsLong() <= two.getAsLong());
      return isFirst ? one : two;
    }

    @Override
    public void taken() {
      (isFirst ? first : second).taken();
    }

    @Override
    public Duration length() {
      return first.length();
    }
  }
}
