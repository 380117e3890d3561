package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.ledger.JobRecord.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobLogTest {
  @TempDir Path folder;
  private final TurnedClock clock = new TurnedClock();
  private ChangeLedger ledger;

  @BeforeEach
  void open() {
    ledger =
        SqliteChangeLedger.open(
            folder.resolve("ledger.db"), LedgerConfig.DEFAULT, clock.forLedger());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aJobThatWaitsIsNotQueuedTwice() {
    JobRecord job = jobs().queue("sync", Optional.of("shop"));

    assertThat(jobs().queue("sync", Optional.of("shop"))).isEqualTo(job);
    assertThat(jobs().queue("sync", Optional.of("lib")).id()).isNotEqualTo(job.id());
    assertThat(jobs().queue("compact", Optional.of("shop")).id()).isNotEqualTo(job.id());
    assertThat(jobs().queue("compact", Optional.empty()))
        .isEqualTo(jobs().queue("compact", Optional.empty()));
  }

  @Test
  void theJobThatWaitedLongestIsBegunFirst() {
    JobRecord first = jobs().queue("sync", Optional.of("shop"));
    jobs().queue("sync", Optional.of("lib"));
    clock.pass(Duration.ofSeconds(3));
    Instant now = clock.instant();
    JobRecord begun = jobs().startNext("sync").orElseThrow();

    assertThat(begun.id()).isEqualTo(first.id());
    assertThat(begun.state()).isEqualTo(State.RUNNING);
    assertThat(begun.startedAt()).contains(now);
    assertThat(jobs().startNext("sync").orElseThrow().repository()).contains("lib");
    assertThat(jobs().startNext("sync")).isEmpty();
  }

  @Test
  void whatCameOfAJobIsThereAfterARestart() {
    jobs().queue("sync", Optional.of("shop"));
    JobRecord job = jobs().startNext("sync").orElseThrow();
    clock.pass(Duration.ofSeconds(5));
    jobs().put(job.in(State.DONE).with("{\"files\":3}", "{\"methods\":9}", "[\"x\"]"));
    reopen();

    JobRecord kept = jobs().find(job.id()).orElseThrow();
    assertThat(kept.state()).isEqualTo(State.DONE);
    assertThat(kept.counts()).isEqualTo("{\"methods\":9}");
    assertThat(kept.failures()).isEqualTo("[\"x\"]");
    assertThat(kept.endedAt()).contains(clock.instant());
  }

  @Test
  void aJobThatARestartBrokeOffIsBegunAgainInItsPlace() {
    JobRecord first = jobs().queue("sync", Optional.of("shop"));
    jobs().queue("sync", Optional.of("lib"));
    jobs().startNext("sync");
    reopen();

    assertThat(jobs().resume("sync")).extracting(JobRecord::state).containsExactly(State.QUEUED);
    JobRecord again = jobs().startNext("sync").orElseThrow();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void aJobThatBrokeOffTooOftenIsInterrupted() {
    JobRecord job = jobs().queue("sync", Optional.of("shop"));
    for (int attempt = 0; attempt < JobLog.MAX_ATTEMPTS; attempt++) {
      assertThat(jobs().startNext("sync")).isPresent();
      reopen();
      jobs().resume("sync");
    }

    assertThat(jobs().startNext("sync")).isEmpty();
    assertThat(jobs().find(job.id()).orElseThrow().state()).isEqualTo(State.INTERRUPTED);
  }

  @Test
  void aJobThatIsPutBackInOrderToStopHasNotBeenTried() {
    jobs().queue("sync", Optional.of("shop"));
    JobRecord running = jobs().startNext("sync").orElseThrow();
    jobs().put(running.in(State.QUEUED));

    assertThat(jobs().startNext("sync").orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void theNewestEndedJobsAreKeptAndAllThatWait() {
    JobRecord waiting = jobs().queue("sync", Optional.of("waits"));
    jobs().startNext("sync");
    String oldest = "";
    for (int i = 0; i <= JobLog.MAX_ENDED; i++) {
      JobRecord job = jobs().queue("sync", Optional.of("r" + i));
      oldest = oldest.isEmpty() ? job.id() : oldest;
      jobs().put(job.in(State.FAILED));
    }

    assertThat(jobs().find(oldest)).isEmpty();
    assertThat(jobs().find(waiting.id())).isPresent();
    List<JobRecord> all = jobs().newestFirst(1_000);
    assertThat(all).hasSize(JobLog.MAX_ENDED + 1);
    assertThat(all.getFirst().repository()).contains("r" + JobLog.MAX_ENDED);
  }

  private JobLog jobs() {
    return ledger.jobs();
  }

  private void reopen() {
    ledger.close();
    open();
  }
}
