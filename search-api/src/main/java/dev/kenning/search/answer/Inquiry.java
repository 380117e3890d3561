package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.search.answer.IndexStatus.SetAside;
import dev.kenning.search.query.AnswerPart;
import dev.kenning.search.query.ContextWindow;
import dev.kenning.search.query.SearchMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What every stage of one answer shares.
///
/// @param text the words to look for; empty where words do not rank
/// @param mode which signals are asked for
/// @param limit how many methods are asked for
/// @param filter which methods may answer
/// @param wantedFacts the facts that the filter wants
/// @param setAside files of the repositories asked for that the snapshot reflects without methods,
///   where the caller asked how new the answer is
/// @param include which parts results carry
/// @param window what the answer must fit into
/// @param context the file that the caller works in
/// @param snapshot the one instant the answer speaks of
/// @param deadline when the caller stops waiting
/// @param clock times the stages
/// @param missing collects what must be done without
record Inquiry(
    String text,
    SearchMode mode,
    int limit,
    Filter filter,
    List<FactPattern> wantedFacts,
    List<SetAside> setAside,
    Set<AnswerPart> include,
    ContextWindow window,
    Optional<FileKey> context,
    StoreSnapshot snapshot,
    Deadline deadline,
    StageClock clock,
    Missing missing) {

  /// What is left to do is dropped when its caller has gone; when only time is up, the little that
  /// is left makes an answer of what was found.
  ///
  /// @throws DeadlineExceededException if nobody waits for the answer any more
  void requireWanted() {
    if (deadline.isAbandoned()) {
      throw new DeadlineExceededException("the caller left");
    }
  }
}
