package dev.kenning.search.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends changes, and writes down what became of each. For any number of threads.
final class Writes {
  private final ServerCalls calls;
  private final KnownState state;
  private final Findings findings;

  Writes(ServerCalls calls, KnownState state, Findings findings) {
    this.calls = calls;
    this.state = state;
    this.findings = findings;
  }

  /// One random thing a writer may do. Throws what a killed server makes of a request.
  void something(Random random) throws IOException, InterruptedException {
    int dice = random.nextInt(100);
    if (dice < 18) {
      together(random);
      return;
    }
    FileRecord record = state.any(random);
    if (!record.lock.tryLock()) {
      return; // somebody else writes it; another one next time
    }
    try {
      if (record.doubtful().isPresent()) {
        settle(record);
      } else if (dice < 28) {
        repeat(record);
      } else if (dice < 34) {
        late(record);
      } else {
        fresh(record, random);
      }
    } finally {
      record.lock.unlock();
    }
  }

  private void fresh(FileRecord record, Random random) throws IOException, InterruptedException {
    Edition edition = next(record, random);
    record.sending(edition);
    settle(record);
  }

  private static Edition next(FileRecord record, Random random) {
    long version = record.nextVersion();
    return random.nextInt(6) == 0
        ? Edition.deleted(record.path, version)
        : new Edition(record.path, version, 1 + random.nextInt(3));
  }

  /// Sends what is in doubt once more; twice is as good as once.
  void settle(FileRecord record) throws IOException, InterruptedException {
    Edition edition = record.doubtful().orElseThrow();
    Reply reply = send(record, edition);
    if (reply.isSuccess()) {
      expect(record, reply, "accepted", "repeated");
      record.acknowledge(edition);
      findings.count("changes acknowledged");
    } else {
      refused(record, reply);
    }
  }

  /// The same change for a second time: nothing happens, and that is said.
  void repeat(FileRecord record) throws IOException, InterruptedException {
    Edition edition = record.acknowledged();
    if (edition.version() > 0) {
      Reply reply = send(record, edition);
      if (reply.isSuccess()) {
        expect(record, reply, "repeated");
        findings.count("repetitions recognised");
      } else {
        refused(record, reply);
      }
    }
  }

  /// An older change that comes late must lose.
  void late(FileRecord record) throws IOException, InterruptedException {
    Edition edition = record.acknowledged();
    if (edition.version() > 1) {
      Reply reply = send(record, new Edition(record.path, edition.version() - 1, 2));
      if (reply.isSuccess()) {
        expect(record, reply, "superseded");
        findings.count("late changes superseded");
      } else {
        refused(record, reply);
      }
    }
  }

  private Reply send(FileRecord record, Edition edition) throws IOException, InterruptedException {
    return edition.isAbsent()
        ? calls.delete(record.repository, record.path, edition.version())
        : calls.put(record.repository, record.path, edition.version(), edition.source());
  }

  private void expect(FileRecord record, Reply reply, String... outcomes) {
    if (!List.of(outcomes).contains(reply.outcome())) {
      findings.broken(
          "a change was answered with '%s' instead of %s; %s"
              .formatted(reply.body(), List.of(outcomes), record));
    }
  }

  /// Only a server that is too busy or cannot write may refuse, and it says when to come back.
  private void refused(FileRecord record, Reply reply) {
    boolean polite = reply.status() == 503 || reply.status() == 429;
    if (polite && reply.retryAfter().isPresent()) {
      findings.count("changes refused for now");
    } else {
      findings.broken("a good change was refused: %s; %s".formatted(reply, record));
    }
  }

  private void together(Random random) throws IOException, InterruptedException {
    List<FileRecord> locked = new ArrayList<>();
    try {
      for (FileRecord record : state.some(random, 2 + random.nextInt(6))) {
        if (record.lock.tryLock()) {
          locked.add(record);
        }
      }
      List<FileRecord> batch =
          locked.stream().filter(record -> record.doubtful().isEmpty()).toList();
      if (!batch.isEmpty()) {
        together(batch, random);
      }
    } finally {
      locked.forEach(record -> record.lock.unlock());
    }
  }

  private void together(List<FileRecord> batch, Random random)
      throws IOException, InterruptedException {
    ObjectNode body = ServerCalls.JSON.createObjectNode();
    ArrayNode changes = body.putArray("changes");
    for (FileRecord record : batch) {
      Edition edition = next(record, random);
      record.sending(edition);
      ObjectNode change = changes.addObject();
      change.put("path", edition.path()).put("version", edition.version());
      if (edition.isAbsent()) {
        change.put("deleted", true);
      } else {
        change.put("content", edition.source());
      }
    }
    Reply reply;
    try {
      reply = calls.changes(batch.getFirst().repository, body);
    } catch (IOException e) {
      state.inDoubtTogether(batch);
      throw e;
    }
    if (reply.isSuccess()) {
      batch.forEach(record -> record.acknowledge(record.doubtful().orElseThrow()));
      findings.count("changes acknowledged", batch.size());
      findings.count("batches acknowledged");
    } else {
      refused(batch.getFirst(), reply);
    }
  }
}
