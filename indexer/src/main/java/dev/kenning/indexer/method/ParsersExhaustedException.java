package dev.kenning.indexer.method;

/// Too many files that took too long are still being read, and no more may be begun that could do
/// the same. Nothing is lost: the file at hand is read later, at the latest after a restart.
public final class ParsersExhaustedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ParsersExhaustedException(String message) {
    super(message);
  }
}
