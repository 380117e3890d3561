package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.JobLog;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.run.SyncJob.State;
import dev.kenning.indexer.source.Discovery.Skipped;
import dev.kenning.indexer.source.SkipReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyncJobsTest {
  private static final FileKey FILE = new FileKey("shop", "A.java");
  private static final IndexReport REPORT =
      new IndexReport(
          new Taken(
              "shop",
              1,
              2,
              3,
              4,
              Map.of(SkipReason.UNREADABLE, 5),
              List.of(new Skipped("B.java", SkipReason.UNREADABLE, "no rights")),
              6,
              Duration.ofMillis(7)),
          new Applied(
              new SequenceNumber(8),
              9,
              10,
              11,
              12,
              13,
              14,
              15,
              16,
              List.of(new FileProblem(FILE, "parse", 17, "an odd brace")),
              18,
              List.of(new FileProblem(FILE, "read", 0, "not text")),
              List.of(new FileNote(FILE, "read as Latin-1")),
              List.of(
                  new StageTime(
                      "parse", Duration.ofMillis(19), Duration.ofNanos(20), Duration.ZERO)),
              Duration.ofSeconds(21)),
          Duration.ofMinutes(22));

  @TempDir Path folder;
  private ChangeLedger ledger;
  private SyncJobs jobs;

  @BeforeEach
  void open() {
    ledger = SqliteChangeLedger.open(folder.resolve("ledger.db"), LedgerConfig.DEFAULT);
    jobs = new SyncJobs(ledger.jobs());
    jobs.resume();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aReportIsReadBackAsItWasWritten() {
    jobs.queued("shop");
    SyncJob done = jobs.start().orElseThrow().done(REPORT);
    jobs.put(done);
    restart();

    assertThat(jobs.find(done.id())).contains(done);
    assertThat(jobs.newestFirst()).containsExactly(done);
  }

  @Test
  void whatStoppedAJobIsTold() {
    jobs.queued("shop");
    SyncJob failed = jobs.start().orElseThrow().failed("The root is gone");
    jobs.put(failed);
    restart();

    assertThat(jobs.find(failed.id())).contains(failed);
  }

  @Test
  void aJobThatWaitedIsRunAfterARestart() {
    SyncJob waiting = jobs.queued("shop");
    restart();

    assertThat(jobs.queued("shop").id()).isEqualTo(waiting.id());
    assertThat(jobs.start().map(SyncJob::id)).contains(waiting.id());
    assertThat(jobs.start()).isEmpty();
  }

  @Test
  void aJobThatRanIsRunAgainUntilItHasBrokenOffTooOften() {
    SyncJob job = jobs.queued("shop");
    for (int attempt = 0; attempt < JobLog.MAX_ATTEMPTS; attempt++) {
      assertThat(jobs.start().map(SyncJob::id)).contains(job.id());
      restart();
    }

    assertThat(jobs.start()).isEmpty();
    assertThat(jobs.find(job.id()))
        .hasValueSatisfying(ended -> {
          assertThat(ended.state()).isEqualTo(State.INTERRUPTED);
          assertThat(ended.failure().orElseThrow()).contains("3 times");
        });
  }

  private void restart() {
    close();
    open();
  }
}
