package dev.kenning.indexer.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.kenning.indexer.ledger.JobRecord;
import dev.kenning.indexer.run.SyncJob.State;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A sync as the job log keeps it: its progress and its report as JSON, and what stopped it as the
/// one failure. What another version of this code wrote otherwise is left out. Any thread.
final class SyncJobRecord {
  private static final Logger LOG = LoggerFactory.getLogger(SyncJobRecord.class);
  private static final String NOTHING = "{}";
  private static final String NO_FAILURE = "[]";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultVisibility(
              seen -> seen.withIsGetterVisibility(Visibility.NONE)) // components alone
          .build();

  private SyncJobRecord() {}

  /// @param known the same job as the log holds it
  static JobRecord write(SyncJob job, JobRecord known) {
    return known
        .in(JobRecord.State.valueOf(job.state().name()))
        .with(
            job.progress().map(JSON::writeValueAsString).orElse(NOTHING),
            job.report().map(JSON::writeValueAsString).orElse(NOTHING),
            job.failure().map(List::of).map(JSON::writeValueAsString).orElse(NO_FAILURE));
  }

  static SyncJob read(JobRecord job) {
    return new SyncJob(
        job.id(),
        job.repository().orElse(""),
        State.valueOf(job.state().name()),
        value(job, job.progress(), IndexProgress.class),
        value(job, job.counts(), IndexReport.class),
        failure(job));
  }

  private static <T> Optional<T> value(JobRecord job, String json, Class<T> type) {
    if (json.equals(NOTHING)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(json, type));
    } catch (JacksonException e) {
      LOG.warn("What job {} left behind cannot be read, and is not shown", job.id(), e);
      return Optional.empty();
    }
  }

  private static Optional<String> failure(JobRecord job) {
    if (job.state() == JobRecord.State.INTERRUPTED) {
      return Optional.of(
          "Broken off %d times: the process ended while it ran".formatted(job.attempts()));
    }
    return value(job, job.failures(), String[].class)
        .filter(failures -> failures.length > 0)
        .map(failures -> failures[0]);
  }
}
