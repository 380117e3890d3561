package dev.kenning.search.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Random;

/// When the next request is due. One thread.
interface Timetable {
  /// How long a caller of [#closed] lets be after it was turned away.
  Duration REFUSED_PAUSE = Duration.ofMillis(100);

  /// @param elapsedNanos since the beginning
  /// @param underWay requests that were sent and are not answered
  /// @return when the next one is due, which may lie in the past; empty while none is, or after the
  ///   end
  OptionalLong next(long elapsedNanos, int underWay);

  /// The next request was taken.
  void taken();

  /// One was turned away.
  default void refused(long elapsedNanos) {}

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

  /// So many callers, each of whom asks as soon as it was answered, and after a pause when it was
  /// turned away: finds what a server can do. Callers who asked again at once would ask thousands
  /// of times a second, and be answered where an answer costs nothing.
  static Timetable closed(int callers, Duration length) {
    return new Timetable() {
      private final Deque<Long> pausingUntil = new ArrayDeque<>();

      @Override
      public OptionalLong next(long elapsedNanos, int underWay) {
        while (!pausingUntil.isEmpty() && pausingUntil.getFirst() <= elapsedNanos) {
          long _ = pausingUntil.removeFirst();
        }
        if (underWay + pausingUntil.size() < callers) {
          return elapsedNanos < length.toNanos()
              ? OptionalLong.of(elapsedNanos)
              : OptionalLong.empty();
        }
        return pausingUntil.isEmpty() || pausingUntil.getFirst() >= length.toNanos()
            ? OptionalLong.empty()
            : OptionalLong.of(pausingUntil.getFirst());
      }

      @Override
      public void taken() {}

      @Override
      public void refused(long elapsedNanos) {
        pausingUntil.addLast(elapsedNanos + REFUSED_PAUSE.toNanos());
      }

      @Override
      public Duration length() {
        return length;
      }
    };
  }
}
