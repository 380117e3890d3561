/// Where are methods kept, and how are they found again? The contract that every store honours: a
/// [dev.kenning.indexer.store.MethodStore] takes whole files in one step and hands out
/// [dev.kenning.indexer.store.StoreSnapshot]s that never change under their reader.
///
/// Read [dev.kenning.indexer.store.MethodStore], [dev.kenning.indexer.store.SnapshotSource],
/// [dev.kenning.indexer.store.StoreSnapshot], then [dev.kenning.indexer.store.StoredMethod]. The
/// exceptions here name every way the environment can fail a store.
///
/// A store is a view of the ledger: it says which sequence it reflects and can be thrown away and
/// rebuilt. No reader ever sees half a file or two versions of one. Ranking is not decided here.
@NullMarked
package dev.kenning.indexer.store;

import org.jspecify.annotations.NullMarked;
