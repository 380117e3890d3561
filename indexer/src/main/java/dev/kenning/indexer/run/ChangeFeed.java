package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.DeletedRepository;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.ledger.PendingChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the ledger holds beyond a sequence, in order, read page by page; a file's latest entry is
/// given once, at the first change it answers for. Ends when nothing more is there, and goes on
/// when asked again after more has come. For one thread.
final class ChangeFeed {
  private static final int PAGE = 512;

  private final ChangeLedger ledger;
  private final Deque<Item> page = new ArrayDeque<>();

  /// Entries that were given before their own place was reached; bounded by the files that are
  /// changed again while the feed is read.
  private final Set<SequenceNumber> givenAhead = new HashSet<>();

  private SequenceNumber reached;

  ChangeFeed(ChangeLedger ledger, SequenceNumber after) {
    this(ledger, after, List.of());
  }

  /// @param again given first, though the view has them: they are worth another try, and say
  ///   nothing of how far the ledger is reflected
  ChangeFeed(ChangeLedger ledger, SequenceNumber after, List<LedgerEntry> again) {
    this.ledger = ledger;
    this.reached = after;
    again.forEach(entry -> page.add(new Item.FileChanged(after, entry)));
  }

  /// Something a view must follow.
  sealed interface Item {
    /// Whoever has followed this and all before it reflects the ledger up to here.
    SequenceNumber sequence();

    /// A file changed; this is what it came to.
    record FileChanged(SequenceNumber sequence, LedgerEntry entry) implements Item {}

    /// A repository went, with all its files.
    record RepositoryDeleted(SequenceNumber sequence, String repository) implements Item {}

    /// Nothing to do: what was given before reflects the ledger up to here.
    record Covered(SequenceNumber sequence) implements Item {}
  }

  Optional<Item> next() {
    if (page.isEmpty()) {
      turnPage();
    }
    return Optional.ofNullable(page.pollFirst());
  }

  /// The head is read first and the deletions last: up to the head (or the last change, where that
  /// is further) nothing can be missing from this page, and an entry that was made after a deletion
  /// is never met without it.
  private void turnPage() {
    SequenceNumber head = ledger.head();
    List<PendingChange> changes = ledger.changesAfter(reached, PAGE);
    List<DeletedRepository> deletions = ledger.deletionsAfter(reached);
    SequenceNumber end = changes.isEmpty() ? head : changes.getLast().sequence();
    if (changes.size() < PAGE && head.compareTo(end) > 0) {
      end = head;
    }
    List<Item> items = new ArrayList<>();
    for (PendingChange change : changes) {
      items.add(item(change));
    }
    for (DeletedRepository deletion : deletions) {
      if (deletion.sequence().compareTo(end) <= 0) {
        items.add(new Item.RepositoryDeleted(deletion.sequence(), deletion.name()));
      }
    }
    items.sort(Comparator.comparing(Item::sequence));
    page.addAll(items);
    if (!items.isEmpty()) {
      reached = items.getLast().sequence();
      givenAhead.removeIf(given -> given.compareTo(reached) <= 0);
    }
  }

  private Item item(PendingChange change) {
    SequenceNumber latest = change.latest().sequence();
    if (latest.equals(change.sequence())) {
      return givenAhead.contains(latest)
          ? new Item.Covered(latest)
          : new Item.FileChanged(latest, change.latest());
    }
    return givenAhead.add(latest)
        ? new Item.FileChanged(change.sequence(), change.latest())
        : new Item.Covered(change.sequence());
  }
}
