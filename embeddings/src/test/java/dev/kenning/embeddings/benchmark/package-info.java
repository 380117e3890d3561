/// How fast is it, beside what else there is? [dev.kenning.embeddings.benchmark.EmbeddingBenchmark]
/// is run by the Maven profile `benchmark`; the module's README has the command and its last
/// figures.
///
/// Read [dev.kenning.embeddings.benchmark.EmbeddingBenchmark], then the two contenders.
///
/// Contenders get the same texts, and take turns, so that a disturbed minute disturbs both.
@NullMarked
package dev.kenning.embeddings.benchmark;

import org.jspecify.annotations.NullMarked;
