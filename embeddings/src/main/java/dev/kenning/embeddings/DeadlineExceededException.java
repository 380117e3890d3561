package dev.kenning.embeddings;

/// The caller's time was up before the work was done; nothing of it is applied.
public final class DeadlineExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeadlineExceededException(String what) {
    super("The deadline passed before: " + what);
  }
}
