package dev.kenning.indexer.care;

/// Told how far a piece of care has come. Called often, on the thread that works.
@FunctionalInterface
public interface CareProgress {
  /// Tells nobody.
  CareProgress NONE = (_, _, _) -> {};

  /// @param step what is being done, `reading the ledger`
  /// @param done how much of it, in a unit of its own
  /// @param total how much there is; 0 where it is not known
  void reached(String step, long done, long total);
}
