package dev.kenning.search.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A piece of work as it stood at one moment.
///
/// @param id `j_` and URL-safe characters
/// @param kind what is done: `sync`
/// @param repository to which repository
/// @param state how far it is
/// @param createdAt when it was asked for
/// @param startedAt when it began
/// @param finishedAt when it ended
/// @param progress what is done so far
/// @param counts what was done, by name; empty until it is over
/// @param problems files that were left out or failed, the first [#MAX_PROBLEMS] of them
/// @param problemCount all of them
/// @param failure what stopped it
public record Job(
    String id,
    String kind,
    String repository,
    JobState state,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    SyncProgress progress,
    Map<String, Long> counts,
    List<JobProblem> problems,
    int problemCount,
    Optional<String> failure) {
  public static final int MAX_PROBLEMS = 100;

  public Job {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    problems = problems.stream().limit(MAX_PROBLEMS).toList();
  }

  static Job waiting(String id, String repository, Instant now) {
    return new Job(
        id,
        "sync",
        repository,
        JobState.WAITING,
        now,
        Optional.empty(),
        Optional.empty(),
        SyncProgress.WAITING,
        Map.of(),
        List.of(),
        0,
        Optional.empty());
  }

  Job running(Instant now) {
    return new Job(
        id,
        kind,
        repository,
        JobState.RUNNING,
        createdAt,
        Optional.of(now),
        finishedAt,
        progress,
        counts,
        problems,
        problemCount,
        failure);
  }

  Job at(SyncProgress newProgress) {
    return new Job(
        id,
        kind,
        repository,
        state,
        createdAt,
        startedAt,
        finishedAt,
        newProgress,
        counts,
        problems,
        problemCount,
        failure);
  }

  Job over(IndexUpkeep.Outcome outcome, Instant now) {
    return new Job(
        id,
        kind,
        repository,
        outcome.problems().isEmpty() ? JobState.DONE : JobState.INCOMPLETE,
        createdAt,
        startedAt,
        Optional.of(now),
        progress,
        outcome.counts(),
        outcome.problems(),
        outcome.problems().size(),
        failure);
  }

  Job stopped(JobState how, String why, Instant now) {
    return new Job(
        id,
        kind,
        repository,
        how,
        createdAt,
        startedAt,
        Optional.of(now),
        progress,
        counts,
        problems,
        problemCount,
        Optional.of(why));
  }
}
