/// Which index answers? An index belongs to the rules it was made by (model, precision, dimensions,
/// method and passage rules, schema); for other rules a generation is built beside it from the
/// ledger, compared, published by one atomic step, and kept for a while so that one can go back.
///
/// Read [dev.kenning.indexer.generation.ServingSource], how a request takes what answers it as a
/// whole, then [dev.kenning.indexer.generation.GenerationFolders], what lies on the disk, and
/// [dev.kenning.indexer.generation.StoreCheck], whether an index says what the ledger says.
///
/// No answer is ever made of two generations, and none fails because one is switched to another: a
/// request leases store and embedder together, and whatever is replaced is closed once its last
/// lease has ended. Nothing here is a truth: every generation can be deleted and built again.
@NullMarked
package dev.kenning.indexer.generation;

import org.jspecify.annotations.NullMarked;
