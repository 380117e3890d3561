/// Which model is this? A [dev.kenning.embeddings.model.ModelManifest] says everything about a
/// model but its numbers: sizes, pooling, prefixes, limits, licence, checksums, and a few vectors
/// it must reproduce. The [dev.kenning.embeddings.model.ModelCatalogue] lists those built in and
/// those imported.
///
/// Read [dev.kenning.embeddings.model.ModelManifest], then
/// [dev.kenning.embeddings.model.ModelCatalogue] and [dev.kenning.embeddings.model.CatalogueModel].
///
/// Nothing is downloaded, ever. Manifests are values; a broken one is a
/// [dev.kenning.embeddings.model.ModelCorruptException], never a model with defaults. Everything
/// here is immutable and safe for any thread.
@NullMarked
package dev.kenning.embeddings.model;

import org.jspecify.annotations.NullMarked;
