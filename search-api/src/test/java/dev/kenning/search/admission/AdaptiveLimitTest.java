package dev.kenning.search.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.admission.SimulatedServer.Point;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The limit over time, on a simulated machine whose clock is turned by the simulation.
final class AdaptiveLimitTest {
  private static final Duration WORK = Duration.ofMillis(20);

  private static List<Point> run(int processors, long seed, int seconds, DoubleUnaryOperator load) {
    return new SimulatedServer(LimitConfig.computing(processors), processors, WORK, seed)
        .run(Duration.ofSeconds(seconds), load);
  }

  private static List<Point> between(List<Point> points, double from, double to) {
    return points.stream().filter(one -> one.seconds() > from && one.seconds() <= to).toList();
  }

  private static double mean(List<Point> points, java.util.function.ToDoubleFunction<Point> part) {
    return points.stream().mapToDouble(part).average().orElseThrow();
  }

  /// Where the limit is to be found at last: limit = 1.5 processors + root of limit.
  private static double rest(int processors) {
    double limit = processors;
    for (int i = 0; i < 100; i++) {
      limit = 1.5 * processors + Math.sqrt(limit);
    }
    return limit;
  }

  @ParameterizedTest
  @CsvSource({"2, 5, 1", "2, 5, 2", "2, 5, 3", "2, 10, 4", "4, 5, 5", "8, 10, 6"})
  void stepOfTheLoadIsSettledInTenSecondsWithoutOscillation(
      int processors, double times, long seed) {
    List<Point> points = run(processors, seed, 50, second -> second < 10 ? 0.5 : times);
    List<Point> settled = between(points, 20, 38);
    double end = mean(settled, Point::limit);
    assertThat(end).as("seed " + seed).isBetween(0.7 * rest(processors), 1.35 * rest(processors));
    List<Double> seconds =
        IntStream.range(20, 38)
            .mapToObj(from -> mean(between(points, from, from + 1), Point::limit))
            .toList();
    assertThat(seconds)
        .as("seed " + seed)
        .allSatisfy(limit -> assertThat(limit).isBetween(0.8 * end, 1.2 * end));
    assertThat(reversals(between(points, 10, 20), end)).as("seed " + seed).isLessThanOrEqualTo(2);
  }

  /// How often the way turns by more than a fifth of where it ends.
  private static int reversals(List<Point> points, double end) {
    int reversals = 0;
    int direction = 0;
    double turn = points.getFirst().limit();
    for (Point point : points) {
      double way = point.limit() - turn;
      if (Math.abs(way) > 0.2 * end && Math.signum(way) != direction) {
        reversals += direction == 0 ? 0 : 1;
        direction = (int) Math.signum(way);
      }
      if (direction == 0 || Math.signum(way) == direction) {
        turn = direction == 0 ? turn : point.limit();
      }
    }
    return reversals;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void tenTimesTheLoadLeavesNearlyAllOfTheWorkDoneAndNearlyAsFast(long seed) {
    SimulatedServer server = new SimulatedServer(LimitConfig.computing(2), 2, WORK, seed);
    List<Point> points = server.run(Duration.ofSeconds(100), second -> second < 10 ? 0.3 : 10);
    List<Point> overloaded = between(points, 15, 100);
    assertThat(mean(overloaded, Point::done) * 10)
        .as("seed " + seed)
        .isGreaterThan(0.95 * server.capacity());
    double alone = mean(between(points, 5, 10), Point::meanMillis);
    assertThat(mean(overloaded, Point::meanMillis)).as("seed " + seed).isLessThan(3.5 * alone);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void hoursOfOverloadAreNotLearntAsNormal(long seed) {
    List<Point> points = run(2, seed, 1_800, second -> second < 10 ? 0.5 : 4);
    double early = mean(between(points, 30, 90), Point::limit);
    double late = mean(between(points, 1_700, 1_800), Point::limit);
    assertThat(late).as("seed " + seed).isBetween(0.8 * early, 1.2 * early);
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void loadThatGoesAwayLeavesNoTrace(long seed) {
    List<Point> points = run(2, seed, 40, second -> second < 10 ? 0.5 : second < 25 ? 10 : 0.5);
    assertThat(between(points, 30, 40).stream().mapToInt(Point::refused).sum())
        .as("seed " + seed)
        .isLessThan(between(points, 30, 40).stream().mapToInt(Point::done).sum() / 50);
  }

  @Test
  void callersWhoNeverWaitDoNotTakeTheLimitDown() {
    AdaptiveLimit limit = new AdaptiveLimit(LimitConfig.computing(2), 0);
    long now = 0;
    for (int i = 0; i < 100; i++) {
      now += WORK.toNanos();
      limit.ended(now, WORK.toNanos(), 1);
    }
    int before = limit.limit();
    for (int i = 0; i < 1_000; i++) {
      now += WORK.toNanos();
      limit.timedOut(now, 1_000_000);
      limit.ended(now, WORK.toNanos(), 1);
    }
    assertThat(limit.limit()).isEqualTo(before);
    for (int i = 0; i < 1_000; i++) {
      now += WORK.toNanos();
      limit.timedOut(now, 10 * WORK.toNanos());
      limit.ended(now, WORK.toNanos(), 1);
    }
    assertThat(limit.limit()).isEqualTo(2);
  }

  /// One who asks now and then tells what a request takes undisturbed as well as many do: a crowd
  /// that comes after him finds the limit where it was.
  @Test
  void fewRequestsKeepTheLimitWhereItIs() {
    AdaptiveLimit limit = new AdaptiveLimit(LimitConfig.computing(2), 0);
    long now = 0;
    int before = limit.limit();
    for (int i = 0; i < 100; i++) {
      now += Duration.ofSeconds(5).toNanos();
      limit.ended(now, WORK.toNanos(), 1);
      assertThat(limit.limit()).isEqualTo(before);
    }
  }

  @Test
  void limitThatIsNotReachedDoesNotGrow() {
    AdaptiveLimit limit = new AdaptiveLimit(LimitConfig.computing(2), 0);
    long now = 0;
    int before = limit.limit();
    for (int i = 0; i < 2_000; i++) {
      now += WORK.toNanos();
      limit.ended(now, WORK.toNanos(), i % before); // one short of the limit at most
    }
    assertThat(limit.limit()).isEqualTo(before);
    for (int i = 0; i < 2_000; i++) {
      now += WORK.toNanos();
      limit.ended(now, WORK.toNanos(), 1 + i % limit.limit());
    }
    assertThat(limit.limit()).isGreaterThan(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42})
  void overloadFromTheFirstRequestOnFindsItsLimitToo(long seed) {
    List<Point> points = run(2, seed, 60, second -> 5);
    assertThat(mean(between(points, 45, 60), Point::limit))
        .as("seed " + seed)
        .isLessThan(1.5 * rest(2));
  }
}
