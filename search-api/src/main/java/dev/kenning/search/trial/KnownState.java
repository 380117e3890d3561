package dev.kenning.search.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What the callers' side knows of pushed repositories: which changes were acknowledged, and which
/// are in doubt. The records guard themselves; the rest does not change.
final class KnownState {
  private final Map<String, Map<String, FileRecord>> repositories = new TreeMap<>();
  private final List<FileRecord> files = new ArrayList<>();

  /// Changes that were sent together and whose fate is unknown.
  private final ConcurrentLinkedQueue<List<FileRecord>> doubtfulBatches =
      new ConcurrentLinkedQueue<>();

  KnownState(List<String> names, int filesEach) {
    for (String name : names) {
      Map<String, FileRecord> records = new TreeMap<>();
      for (int i = 0; i < filesEach; i++) {
        String path = "src/part%d/Crate%02d.java".formatted(i % 3, i);
        FileRecord record = new FileRecord(name, path);
        records.put(path, record);
        files.add(record);
      }
      repositories.put(name, records);
    }
  }

  List<String> names() {
    return List.copyOf(repositories.keySet());
  }

  List<FileRecord> files() {
    return files;
  }

  FileRecord any(Random random) {
    return files.get(random.nextInt(files.size()));
  }

  /// Some files of one repository, each once, in a fixed order.
  List<FileRecord> some(Random random, int count) {
    String name = names().get(random.nextInt(repositories.size()));
    List<FileRecord> all =
        new ArrayList<>(files.stream().filter(record -> record.repository.equals(name)).toList());
    Collections.shuffle(all, random);
    return all.subList(0, Math.min(count, all.size())).stream()
        .sorted(Comparator.comparing(record -> record.path))
        .toList();
  }

  void inDoubtTogether(List<FileRecord> batch) {
    doubtfulBatches.add(batch);
  }

  /// Whether what is visible can be, given what was acknowledged. For a time when nobody writes.
  void check(VisibleFiles visible, String repository, Findings findings) {
    Map<String, FileRecord> records = repositories.getOrDefault(repository, Map.of());
    visible.flaws().forEach(findings::broken);
    visible.editions().keySet().stream()
        .filter(path -> !records.containsKey(path))
        .forEach(path -> findings.broken("a file that nobody sent is visible: " + path));
    for (FileRecord record : records.values()) {
      Edition found = visible.edition(record.path);
      if (!record.allows(found)) {
        findings.broken("visible is %s, but %s".formatted(found, record));
      }
      Optional<Edition> doubtful = record.doubtful();
      if (doubtful.isPresent()) {
        boolean there = doubtful.get().looksLike(found);
        findings.count(there ? "in doubt, was there" : "in doubt, was not there");
      }
    }
    for (List<FileRecord> batch : doubtfulBatches) {
      if (batch.getFirst().repository.equals(repository)) {
        checkWhole(batch, visible, findings);
      }
    }
  }

  /// A change that takes away what was not there looks the same done and undone.
  private static void checkWhole(List<FileRecord> batch, VisibleFiles visible, Findings findings) {
    List<String> there = new ArrayList<>();
    List<String> notThere = new ArrayList<>();
    for (FileRecord record : batch) {
      Edition sent = record.doubtful().orElse(record.acknowledged());
      if (!sent.looksLike(record.acknowledged())) {
        (sent.looksLike(visible.edition(record.path)) ? there : notThere).add(record.path);
      }
    }
    if (!there.isEmpty() && !notThere.isEmpty()) {
      findings.broken(
          "of changes sent together %s are there and %s are not".formatted(there, notThere));
    }
    findings.count("batches in doubt");
  }

  void batchesSettled() {
    doubtfulBatches.clear();
  }
}
