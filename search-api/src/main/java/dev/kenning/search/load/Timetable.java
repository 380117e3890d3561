package dev.kenning.search.load;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;

/// When the next request is due. One thread.
interface Timetable {
  /// @param elapsedNanos since the beginning
  /// @param underWay requests that were sent and are not answered
  /// @return when the next one is due, which may lie in the past; empty while none is, or after the
  ///   end
  OptionalLong next(long elapsedNanos, int underWay);

  /// The next request was taken.
  void taken();

  /// No request is due after this.
  Duration length();

  /// Requests at random, so many a second on the mean, however many are unanswered: as many callers
  /// who know nothing of each other ask.
  static Timetable open(double perSecond, Duration length, Random random) {
    return new Timetable() {
      private long due = gap();

      private long gap() {
        return (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
      }

      @Override
      public OptionalLong next(long elapsedNanos, int underWay) {
        return due < length.toNanos() ? OptionalLong.of(due) : OptionalLong.empty();
      }

      @Override
      public void taken() {
        due += gap();
      }

      @Override
      public Duration length() {
        return length;
      }
    };
  }

  /// So many callers, each of whom asks as soon as it was answered: finds what a server can do.
  static Timetable closed(int callers, Duration length) {
    return new Timetable() {
      @Override
      public OptionalLong next(long elapsedNanos, int underWay) {
        return underWay < callers && elapsedNanos < length.toNanos()
            ? OptionalLong.of(elapsedNanos)
            : OptionalLong.empty();
      }

      @Override
      public void taken() {}

      @Override
      public Duration length() {
        return length;
      }
    };
  }
}
