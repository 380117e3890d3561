package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an index makes of a ledger, without the index: the live files with their content's hash,
/// brought up to date from wherever it stands. For one thread.
final class FollowingView {
  private static final int PAGE = 7;

  private final ChangeLedger ledger;
  private final Map<String, ContentHash> files = new TreeMap<>();
  private SequenceNumber reached = SequenceNumber.NONE;

  FollowingView(ChangeLedger ledger) {
    this.ledger = ledger;
  }

  /// The same view, going on with a ledger that was opened again.
  FollowingView on(ChangeLedger opened) {
    FollowingView again = new FollowingView(opened);
    again.files.putAll(files);
    again.reached = reached;
    return again;
  }

  Map<String, ContentHash> files() {
    return files;
  }

  FollowingView follow() {
    while (page()) {}
    return this;
  }

  private boolean page() {
    SequenceNumber head = ledger.head();
    List<PendingChange> changes = ledger.changesAfter(reached, PAGE);
    SequenceNumber end = changes.size() < PAGE ? max(head, changes) : changes.getLast().sequence();
    List<Step> steps = new ArrayList<>();
    for (DeletedRepository deletion : ledger.deletionsAfter(reached)) {
      if (deletion.sequence().compareTo(end) <= 0) {
        steps.add(new Step(deletion.sequence(), () -> forget(deletion.name())));
      }
    }
    for (PendingChange change : changes) {
      steps.add(new Step(change.sequence(), () -> take(change.latest())));
    }
    steps.sort(Comparator.comparing(Step::sequence));
    steps.forEach(step -> step.action().run());
    boolean moved = end.compareTo(reached) > 0;
    reached = end;
    return moved;
  }

  private record Step(SequenceNumber sequence, Runnable action) {}

  private static SequenceNumber max(SequenceNumber head, List<PendingChange> changes) {
    return changes.isEmpty() || head.compareTo(changes.getLast().sequence()) > 0
        ? head
        : changes.getLast().sequence();
  }

  private void forget(String repository) {
    files.keySet().removeIf(name -> name.startsWith(repository + "/"));
  }

  private void take(LedgerEntry entry) {
    Optional<ContentHash> content = entry.content();
    if (content.isPresent()) {
      files.put(name(entry.file()), content.get());
    } else {
      files.remove(name(entry.file()));
    }
  }

  private static String name(FileKey file) {
    return file.repository() + "/" + file.path();
  }
}
