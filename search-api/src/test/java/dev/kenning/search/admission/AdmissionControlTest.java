package dev.kenning.search.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.admission.Admission.Admitted;
import dev.kenning.search.admission.Admission.Ending;
import dev.kenning.search.admission.Admission.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AdmissionControlTest {
  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

  private AdmissionControl control(AdmissionConfig config) {
    return new AdmissionControl(config, nanos::get);
  }

  private static AdmissionConfig config() {
    return AdmissionConfig.forProcessors(2);
  }

  private static AdmissionConfig places(int count) {
    return places(count, count);
  }

  private static AdmissionConfig places(int quiet, int count) {
    LimitConfig limit =
        new LimitConfig(quiet, count, count, 1.5, Duration.ofMillis(250), Duration.ofSeconds(30));
    Map<WorkKind, LimitConfig> limits =
        Arrays.stream(WorkKind.values()).collect(Collectors.toMap(kind -> kind, _ -> limit));
    return config().withLimits(limits);
  }

  @Test
  void filesAndSimilarMethodsGiveWayWithTheSearchesAndMethodsAreStillRead() throws Exception {
    AdmissionControl control = control(places(1).withWaiting(Duration.ZERO, 0));
    while (control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a") instanceof Admitted) {
      // all places are taken, and stay so
    }
    for (int i = 0; i < 100; i++) {
      nanos.addAndGet(20_000_000);
      Admission _ = control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    }
    assertThat(refusedOf(control, WorkKind.WRITE)).isBetween(18, 19);
    assertThat(refusedOf(control, WorkKind.SIMILAR)).isBetween(18, 19);
    assertThat(refusedOf(control, WorkKind.READ)).isZero();
    nanos.addAndGet(5_000_000_000L);
    assertThat(refusedOf(control, WorkKind.WRITE)).isZero();
  }

  private static int refusedOf(AdmissionControl control, WorkKind kind)
      throws InterruptedException {
    int refused = 0;
    for (int i = 0; i < 20; i++) {
      switch (control.enter(kind, Priority.INTERACTIVE, "a")) {
        case Admitted admitted -> admitted.end(Ending.DONE);
        case Refused _ -> refused++;
      }
    }
    return refused;
  }

  @Test
  void callerAboveItsRateIsRefusedAndItsRetryAfterIsTrue() {
    AdmissionControl control = control(config().withRate(2, 4));
    for (int i = 0; i < 4; i++) {
      assertThat(control.take("a", true, WorkKind.SEARCH)).isInstanceOf(Allowance.Within.class);
    }
    Duration wait = ((Allowance.Exceeded) control.take("a", true, WorkKind.SEARCH)).retryAfter();
    assertThat(wait).isBetween(Duration.ofMillis(400), Duration.ofMillis(500));
    nanos.addAndGet(wait.toNanos() - 50_000_000);
    assertThat(control.take("a", true, WorkKind.SEARCH)).isInstanceOf(Allowance.Exceeded.class);
    nanos.addAndGet(50_000_000);
    assertThat(control.take("a", true, WorkKind.SEARCH)).isInstanceOf(Allowance.Within.class);
  }

  @Test
  void oneCallersRateIsNotAnothers() {
    AdmissionControl control = control(config().withRate(1, 1));
    assertThat(control.take("a", true, WorkKind.SEARCH)).isInstanceOf(Allowance.Within.class);
    assertThat(control.take("a", true, WorkKind.SEARCH)).isInstanceOf(Allowance.Exceeded.class);
    assertThat(control.take("b", true, WorkKind.SEARCH)).isInstanceOf(Allowance.Within.class);
    assertThat(control.take("a", false, WorkKind.SEARCH)).isInstanceOf(Allowance.Unlimited.class);
  }

  @Test
  void cheapWorkCountsForLittleAndWhatWasCheapIsGivenBack() {
    AdmissionControl control = control(config().withRate(1, 2));
    for (int i = 0; i < 20; i++) {
      assertThat(control.take("reader", true, WorkKind.READ)).isInstanceOf(Allowance.Within.class);
    }
    assertThat(control.take("reader", true, WorkKind.READ)).isInstanceOf(Allowance.Exceeded.class);
    for (int i = 0; i < 10; i++) {
      assertThat(control.take("cached", true, WorkKind.SEARCH))
          .isInstanceOf(Allowance.Within.class);
      control.settle("cached", true, 1 - WorkKind.SEARCH.units());
    }
    assertThat(control.take("greedy", true, WorkKind.SEARCH)).isInstanceOf(Allowance.Within.class);
    control.settle("greedy", true, 30);
    assertThat(control.take("greedy", true, WorkKind.SEARCH))
        .isInstanceOf(Allowance.Exceeded.class);
  }

  @Test
  void whoFindsNoPlaceAndNoQueueIsRefusedAtOnce() throws InterruptedException {
    AdmissionControl control = control(places(2).withWaiting(Duration.ofSeconds(10), 0));
    Admitted first = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a"))
        .isInstanceOf(Admitted.class);
    Refused refused = (Refused) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    assertThat(refused.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(control.enter(WorkKind.WRITE, Priority.INTERACTIVE, "a"))
        .isInstanceOf(Admitted.class);
    first.end(Ending.DONE);
    assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a"))
        .isInstanceOf(Admitted.class);
  }

  @Test
  void refusalTakesMicroseconds() throws InterruptedException {
    AdmissionControl control = control(places(1).withWaiting(Duration.ofSeconds(10), 0));
    assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a"))
        .isInstanceOf(Admitted.class);
    long[] took = new long[20_000];
    for (int i = 0; i < took.length; i++) {
      long from = System.nanoTime();
      Admission refused = control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
      took[i] = System.nanoTime() - from;
      assertThat(refused).isInstanceOf(Refused.class);
    }
    Arrays.sort(took);
    assertThat(took[took.length * 99 / 100]).isLessThan(1_000_000);
  }

  @Test
  void bulkNeverHasAllPlacesAndWaitsBehindTheOthers() throws Exception {
    AdmissionControl control = control(places(4).withWaiting(Duration.ofSeconds(20), 10));
    Admitted bulk = (Admitted) control.enter(WorkKind.SEARCH, Priority.BULK, "a");
    assertThat(control.enter(WorkKind.SEARCH, Priority.BULK, "a")).isInstanceOf(Admitted.class);
    Admitted third = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    Admitted fourth = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    List<String> order = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    threads.add(waiter(control, Priority.BULK, order, 1));
    threads.add(waiter(control, Priority.INTERACTIVE, order, 2));
    third.end(Ending.DONE);
    await(() -> order.size() == 1);
    fourth.end(Ending.DONE);
    bulk.end(Ending.DONE);
    await(() -> order.size() == 2);
    assertThat(order).containsExactly("INTERACTIVE", "BULK");
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }
  }

  private static Thread waiter(
      AdmissionControl control, Priority priority, List<String> order, int waiting) {
    return waiter(control, priority, "a", priority.name(), order, waiting);
  }

  private static Thread waiter(
      AdmissionControl control,
      Priority priority,
      String caller,
      String mark,
      List<String> order,
      int waiting) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (control.enter(WorkKind.SEARCH, priority, caller) instanceof Admitted) {
                  order.add(mark);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await(() -> control.waiting(WorkKind.SEARCH) == waiting);
    return thread;
  }

  @Test
  void callerWithFewerPlacesGoesBeforeAllThatAnotherAskedAtOnce() throws Exception {
    AdmissionControl control = control(places(2).withWaiting(Duration.ofSeconds(20), 10));
    Admitted only = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "eager");
    assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "eager"))
        .isInstanceOf(Admitted.class);
    List<String> order = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      threads.add(waiter(control, Priority.INTERACTIVE, "eager", "eager", order, i));
    }
    threads.add(waiter(control, Priority.INTERACTIVE, "calm", "calm", order, 4));
    only.end(Ending.DONE);
    await(() -> !order.isEmpty());
    assertThat(order).containsExactly("calm");
    for (Thread thread : threads) {
      thread.interrupt();
      assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void whileOthersAskNobodyHasMoreThanItsPartOfThePlacesAndAloneMayHaveAll() throws Exception {
    AdmissionControl control =
        control(places(2, 8).withWaiting(Duration.ZERO, 0)); // two keep the processors busy
    assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "calm"))
        .isInstanceOf(Admitted.class);
    assertThat(placesOf(control, "eager")).isEqualTo(4);
    assertThat(placesOf(control, "third")).isEqualTo(3);
    AdmissionControl another = control(places(2, 8).withWaiting(Duration.ZERO, 0));
    ((Admitted) another.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "calm")).end(Ending.DONE);
    nanos.addAndGet(1_500_000_000L);
    assertThat(placesOf(another, "eager")).isEqualTo(8);
  }

  private static int placesOf(AdmissionControl control, String caller) throws InterruptedException {
    int places = 0;
    while (control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, caller) instanceof Admitted) {
      places++;
    }
    return places;
  }

  /// A request that waits for an index to catch up computes nothing: its place is another's.
  @Test
  void whoStepsOutLeavesItsPlaceToOthersAndComesBackBeforeThem() throws Exception {
    AdmissionControl control = control(places(1).withWaiting(Duration.ofSeconds(20), 10));
    Admitted waits = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    waits.stepOut();
    Admitted other = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    List<String> order = new CopyOnWriteArrayList<>();
    Thread newcomer = waiter(control, Priority.INTERACTIVE, order, 1);
    Thread back =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (waits.stepIn(Duration.ofSeconds(10))) {
                  order.add("back");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await(() -> control.waiting(WorkKind.SEARCH) == 2);
    other.end(Ending.DONE);
    await(() -> order.size() == 1);
    waits.end(Ending.DONE);
    await(() -> order.size() == 2);
    assertThat(order).containsExactly("back", "INTERACTIVE");
    assertThat(newcomer.join(Duration.ofSeconds(10))).isTrue();
    assertThat(back.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void whoFindsNoPlaceOnTheWayBackHasNoneToGiveUp() throws Exception {
    AdmissionControl control = control(places(1).withWaiting(Duration.ofSeconds(20), 10));
    Admitted waits = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    waits.stepOut();
    Admitted other = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    assertThat(waits.stepIn(Duration.ZERO)).isFalse();
    waits.end(Ending.TIMED_OUT);
    List<String> order = new CopyOnWriteArrayList<>();
    Thread next = waiter(control, Priority.INTERACTIVE, order, 1);
    assertThat(order).isEmpty(); // or two would run now
    other.end(Ending.DONE);
    assertThat(next.join(Duration.ofSeconds(10))).isTrue();
    assertThat(order).containsExactly("INTERACTIVE");
  }

  /// A second of waiting among requests that take a hundredth of one must not look like slow work.
  @Test
  void timeOutsideIsNobodysLatency() throws Exception {
    AdmissionControl control = control(config());
    for (int i = 0; i < 400; i++) {
      Admitted strong = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
      Admitted usual = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
      nanos.addAndGet(5_000_000);
      strong.stepOut();
      usual.end(Ending.DONE);
      nanos.addAndGet(1_000_000_000);
      assertThat(strong.stepIn(Duration.ZERO)).isTrue();
      nanos.addAndGet(5_000_000);
      strong.end(Ending.DONE);
    }
    assertThat(control.limit(WorkKind.SEARCH)).isGreaterThanOrEqualTo(8);
  }

  /// A burst is taken up; a queue that is there most of the time is cut down.
  @Test
  void queueThatStaysIsShorterThanOneThatComesAndGoes() throws Exception {
    AdmissionControl control = control(places(2).withWaiting(Duration.ofMillis(100), 50));
    for (int i = 0; i < 100; i++) { // a request takes 20 ms
      Admitted one = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
      nanos.addAndGet(20_000_000);
      one.end(Ending.DONE);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a"))
          .isInstanceOf(Admitted.class);
    }
    List<Thread> burst = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      burst.add(waiter(control, Priority.INTERACTIVE, new ArrayList<>(), i));
    }
    nanos.addAndGet(401_000_000);
    assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a"))
        .isInstanceOf(Refused.class);
    for (int i = 8; i >= 1; i--) {
      burst.get(i).interrupt();
      assertThat(burst.get(i).join(Duration.ofSeconds(10))).isTrue();
    }
    burst.add(waiter(control, Priority.INTERACTIVE, new ArrayList<>(), 2));
    assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a"))
        .isInstanceOf(Refused.class);
    burst.forEach(Thread::interrupt);
  }

  @Test
  void interruptedWaiterLeavesNoPlaceTaken() throws Exception {
    AdmissionControl control = control(places(1).withWaiting(Duration.ofSeconds(20), 10));
    Admitted only = (Admitted) control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a");
    List<String> order = new CopyOnWriteArrayList<>();
    Thread thread = waiter(control, Priority.INTERACTIVE, order, 1);
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    only.end(Ending.DONE);
    assertThat(order).isEmpty();
    assertThat(control.enter(WorkKind.SEARCH, Priority.INTERACTIVE, "a"))
        .isInstanceOf(Admitted.class);
  }

  @Test
  void memoryForBodiesIsBoundedAndGivenBack() {
    MemoryBudget bodies = control(config().withBodyBytes(10_000_000)).bodies();
    assertThat(bodies.reserve(6_000_000)).isTrue();
    assertThat(bodies.reserve(6_000_000)).isFalse();
    assertThat(bodies.reserve(4_000_000)).isTrue();
    bodies.release(6_000_000);
    assertThat(bodies.reserve(6_000_000)).isTrue();
  }

  @Test
  void urgencyOfFiveAndAboveIsBulk() {
    assertThat(Stream.of("u=5", "u=7, i", "i, u=6").map(Optional::of).map(Priority::ofHeader))
        .containsOnly(Priority.BULK);
    assertThat(
            Stream.of("u=0", "u=4", "", "u=55", "hurry").map(Optional::of).map(Priority::ofHeader))
        .containsOnly(Priority.INTERACTIVE);
    assertThat(Priority.ofHeader(Optional.empty())).isEqualTo(Priority.INTERACTIVE);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("It did not come about in 10 s");
      }
      Thread.onSpinWait();
    }
  }
}
