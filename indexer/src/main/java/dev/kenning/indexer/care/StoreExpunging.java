package dev.kenning.indexer.care;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreLockedException;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.util.List;

/// Takes what was removed out of the files of indexes, where it lies on until segments are merged.
final class StoreExpunging {
  private StoreExpunging() {}

  /// The store that answers: what it says it reflects stays the same.
  static void expunge(MethodStore store) {
    SequenceNumber committed = store.committed();
    SequenceNumber visible;
    try (StoreSnapshot snapshot = store.snapshot()) {
      visible = snapshot.sequence();
    }
    store.expunge();
    store.commit(committed);
    store.refresh(visible);
  }

  /// A generation that lies there: takes repositories out of it, or deletes it where it cannot be
  /// opened.
  ///
  /// @return false if somebody else is writing to it now
  static boolean takeOut(DataDirectory directory, String generation, List<String> repositories)
      throws IOException {
    var folder = directory.generationFolder(generation);
    try {
      var rules = LuceneMethodStore.fingerprintOf(folder);
      if (rules.isPresent()) {
        try (MethodStore store = LuceneMethodStore.open(folder, rules.get(), StoreConfig.DEFAULT)) {
          repositories.forEach(store::removeRepository);
          store.expunge();
          store.commit(store.committed());
        }
        return true;
      }
    } catch (StoreLockedException e) {
      return false;
    } catch (StoreCorruptException | StoreMissingException e) {
      // it answers nothing any more
    }
    FileTrees.delete(folder);
    return true;
  }
}
