/// How do others test without a model? Stand-ins for this module's public types, for the tests of
/// any module: they keep the same promises and need no weights, no natives and no waiting.
///
/// Read [dev.kenning.embeddings.testing.HashingEmbedder], then
/// [dev.kenning.embeddings.testing.TurnedClock].
///
/// Nothing here is used by the product itself. A stand-in passes the same contract tests as the
/// real thing; its vectors depend on the text alone, never on the machine or the run.
@NullMarked
package dev.kenning.embeddings.testing;

import org.jspecify.annotations.NullMarked;
