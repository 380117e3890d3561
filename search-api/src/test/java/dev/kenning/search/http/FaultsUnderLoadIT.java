package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.generation.ServingLease;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.generation.ServingUnit;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import dev.kenning.search.access.AccessControl;
import dev.kenning.search.admission.AdmissionConfig;
import dev.kenning.search.admission.AdmissionControl;
import dev.kenning.search.breaker.BreakerConfig;
import dev.kenning.search.breaker.FaultyPart;
import dev.kenning.search.breaker.GuardedServing;
import dev.kenning.search.http.FaultyModel.Fault;
import dev.kenning.search.http.RunningServer.Guards;
import dev.kenning.search.metrics.ServerMetrics;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// A server with the real model, Lucene, SQLite and HTTP, and the breakers that it is served with,
/// while a few callers ask without a pause and one of its parts goes wrong. The fault lies beneath
/// the breakers, where the part meets its surroundings; above it nothing knows of a test.
///
/// Asserted on is what callers see, and the states of breaker and limit over time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultsUnderLoadIT {
  private static final int CALLERS = 6;
  private static final Duration DEADLINE = Duration.ofMillis(1_500);

  /// What a loaded machine of two cores may add to a deadline between two processes' clocks.
  private static final Duration SLACK = Duration.ofMillis(750);

  private static final Duration BROKEN = Duration.ofSeconds(3);
  private static final Duration RECOVERY = Duration.ofSeconds(15);

  @TempDir static Path folder;
  private final AtomicInteger numbers = new AtomicInteger();
  private final FaultyPart store = new FaultyPart();
  private final FaultyPart ledger = new FaultyPart();
  private FaultyModel model;
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    model = FaultyModel.open(Files.createDirectory(folder.resolve("models")));
    ServerMetrics metrics = new ServerMetrics();
    AdmissionControl admission =
        new AdmissionControl(AdmissionConfig.forProcessors(2), System::nanoTime);
    admission.watch(metrics);
    server =
        RunningServer.start(
                data,
                model,
                rules -> LuceneMethodStore.open(data.resolve("index"), rules, StoreConfig.DEFAULT),
                HttpConfig.defaults().withAddress("127.0.0.1", 0),
                new Operations(metrics, AccessControl.open(), admission, Duration.ofSeconds(10)),
                guards(metrics))
            .withTree("shop", RunningServer.shop(Files.createDirectory(folder.resolve("shop"))));
  }

  private Guards guards(ServerMetrics metrics) {
    List<GuardedServing> made = new ArrayList<>();
    return new Guards(
        serving -> {
          GuardedServing guarded =
              new GuardedServing(
                  faulty(serving),
                  BreakerConfig.defaults().with(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                  2,
                  Clock.systemUTC());
          guarded.watch(metrics);
          made.add(guarded);
          return guarded;
        },
        real -> made.getFirst().ledger(ledger.ledger(real)));
  }

  private ServingSource faulty(ServingSource serving) {
    return () -> {
      ServingLease lease = serving.lease();
      return lease.giving(new ServingUnit(store.store(lease.store()), lease.embedder()));
    };
  }

  @AfterAll
  void stop() {
    server.close();
    model.close();
  }

  @AfterEach
  void recover() {
    model.recover();
    store.recover();
    ledger.recover();
  }

  /// What one caller saw.
  private record Seen(long atNanos, Duration took, int status, String degraded, boolean found) {
    boolean isWhole() {
      return status == 200 && degraded.isEmpty() && found;
    }
  }

  /// How the server stood at a moment.
  private record Moment(long atNanos, String breaker, double limit, double abandoned) {}

  /// Callers who ask one question after the other, and somebody who looks at the metrics.
  private final class Load implements AutoCloseable {
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Queue<Moment> moments = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Load(String breaker) {
      for (int i = 0; i < CALLERS; i++) {
        threads.add(Thread.ofVirtual().start(this::ask));
      }
      threads.add(Thread.ofVirtual().start(() -> watch(breaker)));
    }

    private void ask() {
      while (!over) {
        long begun = System.nanoTime();
        HttpResponse<String> response =
            server.post(
                "/v1/search",
                "{\"query\": \"growing pauses before request %d\", \"deadline_ms\": %d}"
                    .formatted(numbers.incrementAndGet(), DEADLINE.toMillis()));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        JsonNode body = json(response);
        String degraded = body.path("degraded").path(0).asString("");
        if (response.statusCode() == 503) {
          assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
        seen.add(
            new Seen(
                begun, took, response.statusCode(), degraded, !body.path("results").isEmpty()));
        LockSupport.parkNanos(Duration.ofMillis(60).toNanos()); // a caller reads what it got
      }
    }

    private void watch(String breaker) {
      while (!over) {
        List<String> lines = server.get("/metrics").body().lines().toList();
        double state = value(lines, "kenning_breaker_state{part=\"" + breaker + "\"}");
        moments.add(
            new Moment(
                System.nanoTime(),
                state == 0 ? "closed" : state == 1 ? "half_open" : "open",
                value(lines, "kenning_admission_limit{kind=\"search\"}"),
                value(lines, "kenning_model_abandoned_calls")));
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }

    private static double value(List<String> lines, String name) {
      return lines.stream()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .findFirst()
          .orElseThrow();
    }

    List<Seen> between(long from, long to) {
      return seen.stream().filter(one -> one.atNanos >= from && one.atNanos < to).toList();
    }

    /// The states that the breaker was in, one after the other.
    List<String> states(long from, long to) {
      List<String> states = new ArrayList<>();
      moments.stream()
          .filter(one -> one.atNanos >= from && one.atNanos < to)
          .map(Moment::breaker)
          .forEach(state -> {
            if (states.isEmpty() || !states.getLast().equals(state)) {
              states.add(state);
            }
          });
      return states;
    }

    List<Double> limits() {
      return moments.stream().map(Moment::limit).toList();
    }

    double mostAbandoned() {
      return moments.stream().mapToDouble(Moment::abandoned).max().orElse(0);
    }

    @Override
    public void close() {
      over = true;
      for (Thread thread : threads) {
        assertThat(joined(thread)).isTrue();
      }
    }

    private static boolean joined(Thread thread) {
      try {
        return thread.join(Duration.ofMinutes(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /// What a fault and its end looked like.
  private record Course(Load load, long brokeNanos, long recoveredNanos, long endNanos) {
    List<Seen> broken() {
      return load.between(brokeNanos, recoveredNanos);
    }
  }

  /// Whole, broken for a while, whole again, and a while longer.
  private Course course(String breaker, Runnable fault, Runnable recovery) throws Exception {
    try (Load load = new Load(breaker)) {
      awaitWhole(load, System.nanoTime());
      long broke = System.nanoTime();
      fault.run();
      pass(BROKEN);
      recovery.run();
      long recovered = System.nanoTime();
      awaitWhole(load, recovered);
      long whole = System.nanoTime();
      await(() -> load.between(whole, Long.MAX_VALUE).size() >= 3 * CALLERS);
      long end = System.nanoTime();
      Course course = new Course(load, broke, recovered, end);
      print(breaker, course, whole);
      assertThat(load.between(whole, end)).as("after").allMatch(Seen::isWhole);
      return course;
    }
  }

  private static void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private static void awaitWhole(Load load, long since) {
    await(() -> {
      List<Seen> last = load.between(since, Long.MAX_VALUE);
      return last.size() >= CALLERS
          && last.subList(last.size() - CALLERS, last.size()).stream().allMatch(Seen::isWhole);
    });
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + RECOVERY.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not whole again in %s", RECOVERY).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static void print(String breaker, Course course, long wholeNanos) {
    List<Seen> broken = course.broken();
    System.out.printf(
        "%s: %d answers while broken, %d labelled, slowest %d ms; whole again after %d ms; breaker"
            + " %s; limit %s; most abandoned %.0f%n",
        breaker,
        broken.size(),
        broken.stream().filter(one -> !one.degraded.isEmpty()).count(),
        broken.stream().mapToLong(one -> one.took.toMillis()).max().orElse(0),
        Duration.ofNanos(wholeNanos - course.recoveredNanos).toMillis(),
        course.load.states(0, Long.MAX_VALUE),
        distinctRuns(course.load.limits()),
        course.load.mostAbandoned());
  }

  private static List<Integer> distinctRuns(List<Double> values) {
    List<Integer> runs = new ArrayList<>();
    for (double value : values) {
      if (runs.isEmpty() || runs.getLast() != (int) value) {
        runs.add((int) value);
      }
    }
    return runs;
  }

  /// How often the limit turned round, small steps aside.
  private static int reversals(List<Double> limits) {
    int reversals = 0;
    int direction = 0;
    double turned = limits.getFirst();
    for (double limit : limits) {
      if (Math.abs(limit - turned) > turned * 0.2) {
        int now = limit > turned ? 1 : -1;
        reversals += direction == -now ? 1 : 0;
        direction = now;
        turned = limit;
      }
    }
    return reversals;
  }

  /// Nobody is left waiting, and what is refused is refused as overload is.
  private static void assertAnsweredInTime(Course course) {
    assertThat(course.broken())
        .isNotEmpty()
        .allSatisfy(one -> {
          assertThat(one.took).isLessThan(DEADLINE.plus(SLACK));
          assertThat(one.status).isIn(200, 503);
        });
    List<Double> limits = course.load.limits();
    assertThat(reversals(limits)).as("the limit swings: %s", limits).isLessThanOrEqualTo(2);
    assertThat(limits.getLast())
        .as("the limit came back: %s", limits)
        .isGreaterThanOrEqualTo(limits.getFirst() / 2);
  }

  /// It opened once, tried now and then, never closed while the part was broken, and closed once.
  private static void assertNoSwinging(Course course) {
    List<String> states = course.load.states(course.brokeNanos, Long.MAX_VALUE);
    assertThat(states).as("%s", states).endsWith("closed").contains("open");
    assertThat(states.subList(1, states.size())).as("%s", states).containsOnlyOnce("closed");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void modelThatGoesWrongCostsMeaningAlone(Fault fault) throws Exception {
    Course course = course("model", () -> model.failBy(fault), model::recover);

    assertAnsweredInTime(course);
    assertThat(course.broken().stream().filter(one -> one.status == 200))
        .isNotEmpty()
        .allMatch(Seen::found);
    assertThat(model.mostRunning())
        .as("a pass cannot be called off, and there are as many as workers at most")
        .isLessThanOrEqualTo(FaultyModel.WORKERS);
    assertThat(course.load.mostAbandoned()).isLessThanOrEqualTo(16);
    if (fault == Fault.TAKES_TEN_TIMES_AS_LONG) {
      return; // that may be soon enough, and then nothing is missing
    }
    assertThat(course.broken().stream().filter(one -> one.status == 200))
        .filteredOn(one -> one.degraded.isEmpty())
        .as("answered without a word though the model was broken")
        .hasSizeLessThan(CALLERS + 1); // those that had their vector when it broke
    List<Seen> later =
        course.load.between(course.brokeNanos + BROKEN.toNanos() * 3 / 4, course.recoveredNanos);
    assertThat(later.stream().filter(one -> one.took.toMillis() < 400).count())
        .as("once it is known, nobody waits for it: %s", later)
        .isGreaterThan(later.size() / 2);
    assertNoSwinging(course);
  }

  @Test
  void indexWhoseVectorsCannotBeReadAnswersByWords() throws Exception {
    Course course = course("vectors", () -> store.breakDown("nearest"), store::recover);

    assertAnsweredInTime(course);
    assertThat(course.broken()).allMatch(one -> one.status == 200 && one.found);
    assertThat(course.broken().stream().filter(one -> !one.degraded.isEmpty()))
        .isNotEmpty()
        .allMatch(one -> one.degraded.endsWith("its part of the index cannot be read"));
    assertNoSwinging(course);
  }

  @Test
  void indexThatCannotBeReadAtAllIsSaidSoAtOnce() throws Exception {
    Course course = course("store", () -> store.breakDown("fetch"), store::recover);

    assertAnsweredInTime(course);
    assertThat(course.broken().stream().filter(one -> one.status == 503)).isNotEmpty();
    assertThat(course.broken().stream().filter(one -> one.took.toMillis() < 400).count())
        .isGreaterThan(course.broken().size() * 3L / 4);
    assertNoSwinging(course);
  }

  @Test
  void ledgerThatCannotBeReadCostsOnlyWhatItAloneKnows() throws Exception {
    Course course = course("ledger", () -> ledger.breakDown("*"), ledger::recover);

    assertAnsweredInTime(course);
    assertThat(course.broken()).allMatch(one -> one.status == 200 && one.found);
    assertThat(course.broken().stream().filter(one -> !one.degraded.isEmpty()))
        .isNotEmpty()
        .allMatch(one -> one.degraded.startsWith("freshness: "));
    assertNoSwinging(course);
  }
}
