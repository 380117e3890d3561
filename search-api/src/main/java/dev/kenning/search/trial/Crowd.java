package dev.kenning.search.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// Everybody who uses a server at the same time: writers, readers, and one who changes a followed
/// folder. They go on until the server dies or they are sent away.
final class Crowd implements AutoCloseable {
  private static final Duration WAIT_FOR_JOB = Duration.ofSeconds(60);

  private final ServerCalls calls;
  private final KnownState state;
  private final FollowedTree tree;
  private final Findings findings;
  private final Writes writes;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  Crowd(ServerCalls calls, KnownState state, FollowedTree tree, Findings findings) {
    this.calls = calls;
    this.state = state;
    this.tree = tree;
    this.findings = findings;
    this.writes = new Writes(calls, state, findings);
  }

  /// Lets them in.
  void begin(int writers, int readers, long seed) {
    for (int i = 0; i < writers; i++) {
      start("writer", new Random(seed + i), writes::something);
    }
    for (int i = 0; i < readers; i++) {
      start("reader", new Random(seed + 1_000 + i), this::read);
    }
    start("follower", new Random(seed + 2_000), this::changeAndSync);
  }

  /// Has the directory cared for meanwhile, where the kill is aimed at that.
  void careFor(KillAim aim, Caretaker caretaker) {
    switch (aim) {
      case COMPACTING -> start("caretaker", new Random(), _ -> caretaker.compact(calls));
      case BACKING_UP -> start("caretaker", new Random(), _ -> caretaker.backUp());
      case SWITCHING -> start("caretaker", new Random(), _ -> caretaker.switchOver(calls));
      case ANY, STARTING, CATCHING_UP, COMMITTING -> {}
    }
  }

  @FunctionalInterface
  private interface Act {
    void run(Random random) throws IOException, InterruptedException;
  }

  private void start(String name, Random random, Act act) {
    threads.add(
        Thread.ofVirtual()
            .name("trial-" + name)
            .start(() -> {
              try {
                while (!over) {
                  act.run(random);
                }
              } catch (IOException e) {
                // the server is gone: what was on its way is in doubt
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                findings.broken("a caller of the trial failed: " + e);
              }
            }));
  }

  private void read(Random random) throws IOException, InterruptedException {
    String repository = state.names().get(random.nextInt(state.names().size()));
    if (random.nextInt(3) == 0) {
      Reply reply = calls.search(intent(repository, random));
      if (reply.status() != 200 && reply.status() != 503 && reply.status() != 429) {
        findings.broken("a search was answered with " + reply);
      }
    } else {
      Reply reply = calls.search(VisibleFiles.question(repository));
      if (reply.status() != 503 && reply.status() != 429) {
        VisibleFiles.read(reply).flaws().forEach(findings::broken);
      }
    }
    findings.count("searches answered");
  }

  private static ObjectNode intent(String repository, Random random) {
    ObjectNode question = ServerCalls.JSON.createObjectNode();
    question.put("query", "weigh the crates of lot " + random.nextInt(100));
    question.putObject("filter").putArray("repositories").add(repository);
    return question;
  }

  private void changeAndSync(Random random) throws IOException, InterruptedException {
    tree.change(random);
    sync(calls, tree, findings);
  }

  /// Has the tree taken, and waits until that is reported done.
  static void sync(ServerCalls calls, FollowedTree tree, Findings findings)
      throws IOException, InterruptedException {
    Reply asked = calls.sync(tree.repository());
    if (!asked.isSuccess()) {
      if (asked.status() != 503 && asked.status() != 429) {
        findings.broken("a sync was refused: " + asked);
      }
      return;
    }
    String id = asked.body().path("id").asString("");
    long giveUp = System.nanoTime() + WAIT_FOR_JOB.toNanos();
    while (true) {
      Reply job = calls.job(id);
      switch (job.body().path("state").asString("")) {
        case "done" -> {
          tree.synced();
          findings.count("syncs done");
          return;
        }
        case "failed" -> {
          findings.broken("a sync failed: " + job.body());
          return;
        }
        default -> {
          if (!job.isSuccess() || System.nanoTime() > giveUp) {
            findings.broken("a sync is lost: " + job);
            return;
          }
          TimeUnit.MILLISECONDS.sleep(10); // another process works; there is nothing to wait on
        }
      }
    }
  }

  /// Nobody begins anything from now on.
  void sendAway() {
    over = true;
  }

  /// Sends them away, and waits until the last has gone.
  @Override
  public void close() {
    sendAway();
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
