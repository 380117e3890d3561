package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.DeletedRepository;
import dev.kenning.indexer.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the ledger holds beyond a sequence, in order, read page by page. Ends when nothing more is
/// there, and goes on when asked again after more has come. For one thread.
final class ChangeFeed {
  private static final int PAGE = 512;

  private final ChangeLedger ledger;
  private final List<Item> page = new ArrayList<>();
  private int next;
  private SequenceNumber after;

  ChangeFeed(ChangeLedger ledger, SequenceNumber after) {
    this.ledger = ledger;
    this.after = after;
  }

  /// Something a view must follow.
  sealed interface Item {
    SequenceNumber sequence();

    /// A file changed.
    record FileChanged(LedgerEntry entry) implements Item {
      @Override
      public SequenceNumber sequence() {
        return entry.sequence();
      }
    }

    /// A repository went, with all its files.
    record RepositoryDeleted(DeletedRepository repository) implements Item {
      @Override
      public SequenceNumber sequence() {
        return repository.sequence();
      }
    }
  }

  Optional<Item> next() {
    if (next == page.size()) {
      page.clear();
      turnPage();
    }
    return page.isEmpty() ? Optional.empty() : Optional.of(page.get(next++));
  }

  /// The head is read first and the deletions last: up to the head (or the last entry, where that
  /// is further) nothing can be missing from this page, and an entry that was made after a deletion
  /// is never met without it.
  private void turnPage() {
    SequenceNumber head = ledger.head();
    List<LedgerEntry> entries = ledger.changesAfter(after, PAGE);
    List<DeletedRepository> deletions = ledger.deletionsAfter(after);
    SequenceNumber end = entries.isEmpty() ? head : entries.getLast().sequence();
    if (entries.size() < PAGE && head.compareTo(end) > 0) {
      end = head;
    }
    for (LedgerEntry entry : entries) {
      page.add(new Item.FileChanged(entry));
    }
    for (DeletedRepository deletion : deletions) {
      if (deletion.sequence().compareTo(end) <= 0) {
        page.add(new Item.RepositoryDeleted(deletion));
      }
    }
    page.sort(Comparator.comparing(Item::sequence));
    next = 0;
    if (!page.isEmpty()) {
      after = page.getLast().sequence();
    }
  }
}
