package dev.kenning.search.evaluation;

/// A file of queries or judgements does not have the expected form; the message names the place.
public final class MalformedJudgementsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedJudgementsException(String message) {
    super(message);
  }

  public MalformedJudgementsException(String message, Throwable cause) {
    super(message, cause);
  }
}
