/// How do I get an embedder? This package puts the others together: a model of the catalogue, its
/// prefixes, the batching workers and the cache, as one [dev.kenning.embeddings.Embedder].
///
/// Read [dev.kenning.embeddings.local.LocalModels], then
/// [dev.kenning.embeddings.local.LocalEmbedder] and [dev.kenning.embeddings.local.LocalConfig].
///
/// Only this package assembles. Texts reach the model and the cache with their prefix, never
/// without it. What is asked is not written to disk.
@NullMarked
package dev.kenning.embeddings.local;

import org.jspecify.annotations.NullMarked;
