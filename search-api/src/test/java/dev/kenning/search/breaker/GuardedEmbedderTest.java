package dev.kenning.search.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.search.metrics.ServerMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GuardedEmbedderTest {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final TurnedClock clock = new TurnedClock();
  private final FaultyEmbedder model = new FaultyEmbedder();
  private final Breaker breaker =
      new Breaker(
          "model",
          new BreakerConfig(
              10, 4, 0.5, Duration.ofSeconds(1), PAUSE, Duration.ofMinutes(2), 0.25, 2),
          clock);
  private final GuardedEmbedder guarded = new GuardedEmbedder(model, breaker, 2, 50);

  private String ask() {
    return ask(Deadline.never());
  }

  /// `made`, or how it failed.
  private String ask(Deadline deadline) {
    try {
      guarded.embedQuery("text", deadline);
      return "made";
    } catch (EmbedderUnavailableException | DeadlineExceededException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void modelThatFailsIsLeftAloneAtOnce() {
    model.throwFromNowOn();
    for (int i = 0; i < 4; i++) {
      assertThat(ask()).isEqualTo("out of order");
    }
    assertThat(breaker.state()).isEqualTo("open");
    int calls = model.calls();
    assertThat(ask()).isEqualTo("embedder circuit open");
    assertThat(model.calls()).isEqualTo(calls);
  }

  @Test
  void fewTryAfterThePauseAndASoundModelIsBack() {
    model.throwFromNowOn();
    for (int i = 0; i < 4; i++) {
      ask();
    }
    model.recover();
    clock.turn(PAUSE.multipliedBy(7).dividedBy(10));
    assertThat(ask()).isEqualTo("embedder circuit open");
    clock.turn(PAUSE);
    assertThat(ask()).isEqualTo("made");
    assertThat(breaker.state()).isEqualTo("half_open");
    assertThat(ask()).isEqualTo("made");
    assertThat(breaker.state()).isEqualTo("closed");
  }

  @Test
  void brokenModelIsTriedMoreAndMoreRarelyAndNeverSwings() {
    model.throwFromNowOn();
    List<String> states = new ArrayList<>();
    int calls = 0;
    for (int second = 0; second < 600; second++) {
      ask();
      String state = breaker.state();
      if (states.isEmpty() || !states.getLast().equals(state)) {
        states.add(state);
      }
      clock.turn(Duration.ofSeconds(1));
      calls = model.calls();
    }
    // 10 minutes of pauses of 10, 20, 40, 80, 120, 120 … s, a quarter more or less
    assertThat(states).doesNotContainSequence("half_open", "closed");
    assertThat(states.stream().filter("half_open"::equals).count()).isBetween(5L, 12L);
    assertThat(calls).isLessThan(40);
  }

  @Test
  void pausesDifferByChance() {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Breaker one =
          new Breaker("model", BreakerConfig.defaults().with(Duration.ofSeconds(1), PAUSE), clock);
      for (int call = 0; call < 5; call++) {
        one.permit().orElseThrow().failed(new IllegalStateException());
      }
      long millis = 0;
      while (one.permit().isEmpty()) {
        clock.turn(Duration.ofMillis(50));
        millis += 50;
      }
      pauses.add(millis);
    }
    assertThat(pauses).allSatisfy(one -> assertThat(one).isBetween(7_400L, 12_600L));
    assertThat(pauses.stream().distinct().count()).isGreaterThan(2);
  }

  @Test
  void callerWithoutTimeIsNotHeldAgainstTheModel() {
    for (int i = 0; i < 50; i++) {
      assertThat(ask(Deadline.after(Duration.ofNanos(1)))).contains("deadline");
    }
    assertThat(breaker.state()).isEqualTo("closed");
    assertThat(ask()).isEqualTo("made");
  }

  @Test
  void callsThatRunForNobodyAreBoundedAndHeardOfAgain() {
    model.stallFromNowOn();
    for (int i = 0; i < 2; i++) {
      assertThat(ask(Deadline.after(Duration.ofMillis(50)))).contains("deadline");
    }
    assertThat(guarded.abandonedCount()).isEqualTo(2);
    int calls = model.calls();
    for (int i = 0; i < 20; i++) {
      assertThat(ask()).contains("run for nobody");
    }
    assertThat(model.calls()).isEqualTo(calls);
    model.recover();
    awaitNoneAbandoned();
    assertThat(ask()).isEqualTo("made");
  }

  @Test
  void stallIsKnownOnceACallerHadWaitedLongEnough() {
    BreakerConfig quick = new BreakerConfig(10, 2, 0.5, Duration.ofMillis(40), PAUSE, PAUSE, 0, 1);
    Breaker real = new Breaker("model", quick, java.time.Clock.systemUTC());
    GuardedEmbedder patient = new GuardedEmbedder(model, real, 10, 50);
    model.stallFromNowOn();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> patient.embedQuery("x", Deadline.after(Duration.ofMillis(120))))
          .isInstanceOf(DeadlineExceededException.class);
    }
    assertThat(real.state()).isEqualTo("open");
    model.recover();
  }

  @Test
  void standstillIsKnownFromManyWhoHaveLittleTime() throws Exception {
    BreakerConfig quick = new BreakerConfig(10, 2, 0.5, Duration.ofMillis(400), PAUSE, PAUSE, 0, 1);
    Breaker real = new Breaker("model", quick, java.time.Clock.systemUTC());
    GuardedEmbedder patient = new GuardedEmbedder(model, real, 200, 400);
    model.stallFromNowOn();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int call = 0; call < 20 && real.state().equals("closed"); call++) {
                  assertThatThrownBy(
                          () -> patient.embedQuery("x", Deadline.after(Duration.ofMillis(90))))
                      .isInstanceOfAny(
                          DeadlineExceededException.class, EmbedderUnavailableException.class);
                }
              }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(real.state()).isEqualTo("open");
    model.recover();
  }

  @Test
  void stateAndItsChangesAreShown() {
    try (ServerMetrics metrics = new ServerMetrics()) {
      breaker.watch(metrics);
      assertThat(metrics.scrape()).contains("kenning_breaker_state{part=\"model\"} 0.0");
      model.throwFromNowOn();
      for (int i = 0; i < 4; i++) {
        ask();
      }
      assertThat(metrics.scrape())
          .contains("kenning_breaker_state{part=\"model\"} 2.0")
          .contains("kenning_breaker_transitions_total{part=\"model\",to=\"open\"} 1.0");
    }
  }

  private void awaitNoneAbandoned() {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (guarded.abandonedCount() > 0) {
      if (System.nanoTime() > until) {
        throw new AssertionError("Abandoned calls did not end");
      }
      Thread.onSpinWait();
    }
  }
}
