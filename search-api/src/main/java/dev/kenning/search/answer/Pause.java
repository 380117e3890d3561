package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import java.util.function.Supplier;

/// What becomes of a request's place among those that run while it only waits for others: it is
/// given away meanwhile, so that many who wait neither keep out those who could be answered, nor
/// look like slow work to whoever measures it.
@FunctionalInterface
public interface Pause {
  /// For callers who have no place to give away.
  Pause NONE = (_, wait) -> wait.get();

  /// Gives the place away, waits, and takes a place again.
  ///
  /// @param deadline of the request
  /// @param wait blocks, and computes next to nothing
  /// @return what `wait` gave
  /// @throws dev.kenning.embeddings.DeadlineExceededException if there was no place again in time
  SequenceNumber during(Deadline deadline, Supplier<SequenceNumber> wait);
}
