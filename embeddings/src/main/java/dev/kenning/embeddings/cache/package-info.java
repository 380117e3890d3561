/// Have we embedded this? The transformer is what indexing costs, so each passage's vector is kept
/// in one SQLite file, under the model that made it and the hash of its text.
///
/// Read [dev.kenning.embeddings.cache.EmbeddingCache], then `CacheFile` (the file's format) and
/// `CacheRow` (what is kept of one text).
///
/// A key names content and model, so an entry is never out of date. A wrong vector is never
/// returned: each row carries a checksum, and a row that fails it is a miss. Damage costs the rows
/// it is in. Losing the file costs time and nothing else, so no trouble with it is an error for the
/// caller: it is logged, counted, and the cache goes on with a new file or without one.
@NullMarked
package dev.kenning.embeddings.cache;

import org.jspecify.annotations.NullMarked;
