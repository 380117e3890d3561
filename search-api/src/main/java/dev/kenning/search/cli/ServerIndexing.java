package dev.kenning.search.cli;

import dev.kenning.indexer.run.IndexProgress;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.source.SourceUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Lets the server that owns the data directory index trees, and follows its jobs.
final class ServerIndexing {
  private static final Duration ASK_AGAIN = Duration.ofMillis(250);
  private static final Set<String> STILL_GOING = Set.of("queued", "running");

  private final ServerClient server;
  private final IndexOutcomes outcomes;

  ServerIndexing(ServerClient server, IndexOutcomes outcomes) {
    this.server = server;
    this.outcomes = outcomes;
  }

  void index(List<IndexTarget> targets) {
    for (IndexTarget target : targets) {
      try {
        index(target);
      } catch (SourceUnavailableException | WrongCallException e) {
        outcomes.refused(target, String.valueOf(e.getMessage()));
      }
    }
  }

  private void index(IndexTarget target) {
    Path root;
    String name;
    try (SourceTree tree = SourceTree.open(target.place(), SourceRules.DEFAULT)) {
      root = tree.root();
      name = target.nameFor(tree);
    }
    server.follow(name, root);
    JsonNode job = server.sync(name);
    String id = job.path("id").asString("");
    try (ProgressDisplay display = outcomes.progress(name)) {
      while (STILL_GOING.contains(job.path("state").asString(""))) {
        display.progressed(progress(job.path("progress")));
        Thread.sleep(ASK_AGAIN);
        job = server.job(id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException(
          "interrupted; the server at %s goes on with job %s.".formatted(server.address(), id), e);
    }
    outcomes.synced(root, job);
  }

  /// What the job tells, in the words of a run here; what it does not tell is 0.
  private static IndexProgress progress(JsonNode job) {
    IndexProgress.Phase phase =
        switch (job.path("phase").asString("")) {
          case "indexing" -> IndexProgress.Phase.INDEXING;
          case "committing" -> IndexProgress.Phase.COMMITTING;
          case "done" -> IndexProgress.Phase.DONE;
          default -> IndexProgress.Phase.SCANNING;
        };
    long done = job.path("files_done").asLong(0);
    long total = job.path("files_total").asLong(0);
    return new IndexProgress(
        phase,
        done,
        total,
        job.path("methods").asLong(0),
        done,
        total,
        Duration.ofMillis(job.path("elapsed_ms").asLong(0)),
        job.path("methods_per_second").asDouble(0),
        job.has("remaining_ms")
            ? Optional.of(Duration.ofMillis(job.path("remaining_ms").asLong(0)))
            : Optional.empty());
  }
}
