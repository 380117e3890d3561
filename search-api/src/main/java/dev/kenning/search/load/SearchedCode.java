package dev.kenning.search.load;

import dev.kenning.search.trial.Reply;
import dev.kenning.search.trial.ServerCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Gives a server something to search in, and waits until it has it. One thread.
final class SearchedCode {
  private static final String SEARCHED = "searched";
  private static final int BUSY = 503;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final ServerCalls calls;
  private final Consumer<String> progress;

  SearchedCode(ServerCalls calls, Consumer<String> progress) {
    this.calls = calls;
    this.progress = progress;
  }

  /// Has a made-up tree indexed.
  void index(Path root, int fileCount) throws IOException, InterruptedException {
    MadeUpCode.write(root, fileCount, 0);
    index(root);
  }

  /// Has a tree indexed.
  void index(Path root) throws IOException, InterruptedException {
    progress.accept("indexing " + root);
    String job = follow(SEARCHED, root);
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!isDone(job)) {
      pause(giveUp);
    }
  }

  /// Begins to index a tree.
  ///
  /// @return the job's id
  String follow(String repository, Path root) throws IOException, InterruptedException {
    require(calls.follow(repository, root.toRealPath().toString()));
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    Reply asked = calls.sync(repository);
    while (asked.status() == BUSY) { // right after an overload
      pause(giveUp);
      asked = calls.sync(repository);
    }
    require(asked);
    return asked.body().path("id").asString("");
  }

  /// Deletes a repository, and waits until nothing of it is left to do.
  void forget(String repository) throws IOException, InterruptedException {
    require(calls.deleteRepository(repository));
    awaitCaughtUp();
  }

  /// Whether a job is over.
  ///
  /// @throws IllegalStateException if it failed
  boolean isDone(String job) throws IOException, InterruptedException {
    Reply state = calls.job(job);
    require(state);
    return switch (state.body().path("state").asString("")) {
      case "done" -> true;
      case "failed" -> throw new IllegalStateException("Indexing failed: " + state.body());
      default -> false;
    };
  }

  /// Methods that a job has stored so far.
  long taken(String job) throws IOException, InterruptedException {
    return calls.job(job).body().path("progress").path("methods").asLong(0);
  }

  /// Waits until everything acknowledged is visible.
  void awaitCaughtUp() throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (calls.status().body().path("pending").asLong(1) > 0) {
      pause(giveUp);
    }
  }

  private static void pause(long giveUp) throws InterruptedException {
    if (System.nanoTime() > giveUp) {
      throw new IllegalStateException("Indexing takes longer than " + PATIENCE);
    }
    TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis()); // another process works
  }

  static void require(Reply reply) {
    if (!reply.isSuccess()) {
      throw new IllegalStateException("The server refused: " + reply);
    }
  }
}
