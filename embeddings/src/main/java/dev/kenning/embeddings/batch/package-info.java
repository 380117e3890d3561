/// When do texts travel together? A forward pass costs what its padded tokens cost, so passages
/// wait in a bounded window and leave it in batches of like length; a query leaves at once, before
/// any of them, and while queries come one worker is kept for them.
///
/// Read [dev.kenning.embeddings.batch.BatchingEncoder], which callers hold, then `WaitingLane`
/// (which texts make a batch), `BatchQueue` (who waits for whom) and `BatchWorker` (one thread, one
/// forward pass at a time).
///
/// Queues never grow past their bounds: a passage's caller blocks, a query is refused. One lock
/// guards all that waits, and is never held during a forward pass or a listener's call. A text that
/// a worker has taken always ends: with its vector or with a failure.
@NullMarked
package dev.kenning.embeddings.batch;

import org.jspecify.annotations.NullMarked;
