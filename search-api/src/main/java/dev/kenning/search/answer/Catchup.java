package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import java.util.List;
import java.util.Optional;

/// Whoever brings the index up to the ledger, and the ledger up to followed trees, as far as a
/// question may wait for it. Any number of threads.
public interface Catchup {
  /// Whether waiting may help at all.
  boolean isAttended();

  /// The ledger up to here is visible.
  SequenceNumber visible();

  /// Waits until the ledger up to `sequence` is visible.
  ///
  /// @return false if it is not, and waiting longer is of no use: the deadline passed
  boolean awaitVisible(SequenceNumber sequence, Deadline deadline);

  /// What keeps the index from following, as one sentence; empty while nothing does.
  Optional<String> trouble();

  /// Takes into the ledger what changed in followed trees before this call.
  ///
  /// @param repositories whose trees; empty for all there are
  TreesSeen lookAtTrees(List<String> repositories, Deadline deadline);

  /// What came of looking.
  sealed interface TreesSeen {
    /// All were looked at.
    ///
    /// @param remarks one sentence for each tree that could not be read, and stays as it was
    record Looked(List<String> remarks) implements TreesSeen {
      public Looked {
        remarks = List.copyOf(remarks);
      }
    }

    /// The deadline passed first.
    ///
    /// @param sentence which tree is not seen yet
    record Late(String sentence) implements TreesSeen {}
  }
}
