package dev.kenning.indexer.ledger;

import dev.kenning.indexer.ledger.JobRecord.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The jobs as rows of the ledger. Safe for many threads.
final class JobTable implements JobLog {
  private static final String JOB =
      """
      SELECT id, kind, repository, state, attempts, progress, counts, failures,
        queued_at, started_at, ended_at
      FROM jobs
      """;

  private final SqliteChangeLedger ledger;
  private final LongSupplier clockMillis;

  JobTable(SqliteChangeLedger ledger, LongSupplier clockMillis) {
    this.ledger = ledger;
    this.clockMillis = clockMillis;
  }

  @Override
  public JobRecord queue(String kind, Optional<String> repository) {
    return ledger.write(session -> {
      Optional<JobRecord> waiting =
          session.first(
              JOB
                  + "WHERE state = 'QUEUED' AND kind = ? AND repository IS ? ORDER BY place LIMIT 1",
              JobTable::job,
              kind,
              repository.orElse(null));
      if (waiting.isPresent()) {
        return waiting.get();
      }
      JobRecord job =
          new JobRecord(
              UUID.randomUUID().toString(),
              kind,
              repository,
              State.QUEUED,
              0,
              "{}",
              "{}",
              "[]",
              Instant.ofEpochMilli(clockMillis.getAsLong()),
              Optional.empty(),
              Optional.empty());
      insert(session, job);
      return job;
    });
  }

  private static void insert(SqliteSession session, JobRecord job) throws SQLException {
    session.update(
        """
        INSERT INTO jobs(id, kind, repository, state, attempts, progress, counts, failures, queued_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        job.id(),
        job.kind(),
        job.repository().orElse(null),
        job.state().name(),
        job.attempts(),
        job.progress(),
        job.counts(),
        job.failures(),
        job.queuedAt().toEpochMilli());
  }

  @Override
  public Optional<JobRecord> startNext(String kind) {
    return ledger.write(session -> {
      Optional<JobRecord> next =
          session.first(
              JOB + "WHERE state = 'QUEUED' AND kind = ? ORDER BY place LIMIT 1",
              JobTable::job,
              kind);
      if (next.isEmpty()) {
        return next;
      }
      session.update(
          """
          UPDATE jobs SET state = 'RUNNING', attempts = attempts + 1, started_at = ? WHERE id = ?
          """,
          clockMillis.getAsLong(),
          next.get().id());
      return find(session, next.get().id());
    });
  }

  @Override
  public void put(JobRecord job) {
    ledger.write(session -> {
      @Nullable Long endedAt = job.state().isFinal() ? (Long) clockMillis.getAsLong() : null;
      int uncounted = job.state() == State.QUEUED && job.attempts() > 0 ? 1 : 0;
      int known =
          session.update(
              """
              UPDATE jobs SET state = ?, attempts = ?, progress = ?, counts = ?, failures = ?,
                ended_at = coalesce(ended_at, ?)
              WHERE id = ?
              """,
              job.state().name(),
              job.attempts() - uncounted,
              job.progress(),
              job.counts(),
              job.failures(),
              endedAt,
              job.id());
      if (endedAt != null) {
        forgetOldest(session);
      }
      return known;
    });
  }

  private static void forgetOldest(SqliteSession session) throws SQLException {
    session.update(
        """
        DELETE FROM jobs WHERE state NOT IN ('QUEUED', 'RUNNING') AND place NOT IN (
          SELECT place FROM jobs WHERE state NOT IN ('QUEUED', 'RUNNING')
          ORDER BY place DESC LIMIT ?)
        """,
        MAX_ENDED);
  }

  @Override
  public Optional<JobRecord> find(String id) {
    return ledger.read(session -> find(session, id));
  }

  private static Optional<JobRecord> find(SqliteSession session, String id) throws SQLException {
    return session.first(JOB + "WHERE id = ?", JobTable::job, id);
  }

  @Override
  public List<JobRecord> newestFirst(int limit) {
    return ledger.read(
        session -> session.all(JOB + "ORDER BY place DESC LIMIT ?", JobTable::job, limit));
  }

  @Override
  public List<JobRecord> resume(String kind) {
    return ledger.write(session -> {
      List<JobRecord> left =
          session.all(
              JOB + "WHERE state = 'RUNNING' AND kind = ? ORDER BY place", JobTable::job, kind);
      session.update(
          "UPDATE jobs SET state = 'QUEUED' WHERE state = 'RUNNING' AND kind = ? AND attempts < ?",
          kind,
          MAX_ATTEMPTS);
      session.update(
          "UPDATE jobs SET state = 'INTERRUPTED', ended_at = ? WHERE state = 'RUNNING' AND kind = ?",
          clockMillis.getAsLong(),
          kind);
      List<JobRecord> settled = new ArrayList<>();
      for (JobRecord job : left) {
        find(session, job.id()).ifPresent(settled::add);
      }
      return settled;
    });
  }

  private static JobRecord job(ResultSet row) throws SQLException {
    return new JobRecord(
        row.getString(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)),
        State.valueOf(row.getString(4)),
        row.getInt(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        Instant.ofEpochMilli(row.getLong(9)),
        instant(row, 10),
        instant(row, 11));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
