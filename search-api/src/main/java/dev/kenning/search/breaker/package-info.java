/// When is a part better left alone? A breaker counts how calls of the model, the store and the
/// ledger end; where too many fail or take far too long, it refuses at once, so that nobody waits
/// for what will fail, and lets a few try again after a while.
///
/// Read [dev.kenning.search.breaker.Breaker], then [dev.kenning.search.breaker.GuardedEmbedder] and
/// [dev.kenning.search.breaker.GuardedPart], which stand before the real parts, and
/// [dev.kenning.search.breaker.GuardedServing], which puts them there.
///
/// What a caller did wrong, or how little time it gave, is never held against a part. However many
/// callers leave, only a bounded number of calls of the model can be running for nobody.
/// Resilience4j is seen only here.
@NullMarked
package dev.kenning.search.breaker;

import org.jspecify.annotations.NullMarked;
