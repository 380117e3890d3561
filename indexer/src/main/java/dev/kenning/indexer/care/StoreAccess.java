package dev.kenning.indexer.care;

import dev.kenning.indexer.store.MethodStore;
import java.util.function.Consumer;

/// Lends the store of the index that answers to whoever looks after it.
@FunctionalInterface
public interface StoreAccess {
  /// Does `care` while nothing is written to the store and everything accepted is in it; returns
  /// when it is done.
  void quietly(Consumer<MethodStore> care);
}
