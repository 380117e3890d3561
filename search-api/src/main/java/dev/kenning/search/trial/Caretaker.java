package dev.kenning.search.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Does to a data directory what its owner does beside the daily work: compacts it, saves it, lets
/// another generation take over. Each may be cut off by a kill. For one thread at a time.
final class Caretaker {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ServerCommand command;
  private final Path data;
  private final Path backups;
  private final Findings findings;
  private Optional<Path> lastBackup = Optional.empty();
  private int backupCount;
  private boolean compacts;
  private boolean switches;

  /// @param backups the folder that copies are made in
  Caretaker(ServerCommand command, Path data, Path backups, Findings findings) {
    this.command = command;
    this.data = data;
    this.backups = backups;
    this.findings = findings;
  }

  /// Finds out what the server can have done to it.
  void learn(ServerCalls calls) throws IOException, InterruptedException {
    compacts = calls.compact().isSuccess();
    switches =
        calls.get("/v1/generations").isSuccess()
            && generation(calls).contains("_fp16_"); // else there is no other precision to go to
  }

  /// What can be cut off at `aim`, or else any instant.
  KillAim possible(KillAim aim) {
    return switch (aim) {
      case COMPACTING -> compacts ? aim : KillAim.ANY;
      case SWITCHING -> switches ? aim : KillAim.ANY;
      case ANY, STARTING, CATCHING_UP, COMMITTING, BACKING_UP -> aim;
    };
  }

  private static String generation(ServerCalls calls) throws IOException, InterruptedException {
    return calls.status().body().path("as_of").path("generation").asString("");
  }

  /// Shrinks the directory while the server answers.
  void compact(ServerCalls calls) throws IOException, InterruptedException {
    Reply reply = calls.compact();
    if (reply.isSuccess()) {
      findings.count("compactions");
    } else if (reply.status() != 503 && reply.status() != 429) {
      findings.broken("a compaction was answered with " + reply);
    }
  }

  /// Lets a generation of another precision be built beside the one that answers, and take over.
  void switchOver(ServerCalls calls) throws IOException, InterruptedException {
    String generation = generation(calls);
    List<String> parts = List.of(generation.split("_", -1));
    if (parts.size() < 2) {
      findings.broken("the generation that answers has no name: " + generation);
      return;
    }
    switchTo(calls, parts.getFirst(), parts.get(1).equals("fp32") ? "fp16" : "fp32");
  }

  /// The same towards one precision, whichever answers now.
  void switchTo(ServerCalls calls, String model, String precision)
      throws IOException, InterruptedException {
    Reply reply = calls.build(model, precision);
    if (!reply.isSuccess()) {
      if (reply.status() != 503 && reply.status() != 429 && reply.status() != 409) {
        findings.broken("a generation was refused: " + reply);
      }
      return;
    }
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!generation(calls).contains("_" + precision + "_")) {
      if (System.nanoTime() > giveUp) {
        findings.broken("a generation is not published: " + calls.get("/v1/generations"));
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20); // another process works; there is nothing to wait on
    }
    findings.count("generations published");
  }

  /// Saves the directory with a process of its own, which outlives the server.
  void backUp() throws IOException, InterruptedException {
    Files.createDirectories(backups);
    Path file = backups.resolve("copy" + ++backupCount + ".backup");
    Outcome outcome = run("backup", file.toString(), "--data", data.toString());
    if (outcome.status == 0) {
      lastBackup = Optional.of(file);
      findings.count("backups made");
    } else {
      findings.broken("a backup failed: " + outcome.output);
    }
  }

  /// In the end: what is there is whole, and the last backup can be brought back whole.
  void check(Path restored) throws IOException, InterruptedException {
    require("verify", "--data", data.toString());
    if (lastBackup.isPresent()) {
      require("restore", lastBackup.get().toString(), "--data", restored.toString());
      require("verify", "--data", restored.toString());
      findings.count("backups restored");
    }
  }

  private void require(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = run(arguments);
    if (outcome.status != 0) {
      findings.broken("`%s` says %s".formatted(String.join(" ", arguments), outcome.output));
    }
  }

  private record Outcome(int status, String output) {}

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command.run(List.of(arguments))).redirectErrorStream(true).start();
    process.getOutputStream().close();
    StringBuilder output = new StringBuilder();
    process.inputReader().lines().forEach(line -> output.append(line).append('\n'));
    return new Outcome(process.waitFor(), output.toString());
  }
}
