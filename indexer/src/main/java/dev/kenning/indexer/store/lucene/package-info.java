/// How does Lucene keep methods and find them again? One document per method: its vector in an HNSW
/// graph over scalar-quantised copies, its weighted words in one field, what filters and ranking
/// ask for as terms and doc values, what an answer shows as stored fields.
///
/// Read [dev.kenning.indexer.store.lucene.LuceneMethodStore], `MethodDocument` (the schema),
/// `LuceneSnapshot`, then `VectorSearch` and `LexicalSearch`.
///
/// Lucene is seen only here. A file's documents are replaced in one step; every commit carries the
/// ledger sequence it reflects and the fingerprint of the rules it was made by. Writers may be many
/// threads of one process; readers take snapshots that never change.
@NullMarked
package dev.kenning.indexer.store.lucene;

import org.jspecify.annotations.NullMarked;
