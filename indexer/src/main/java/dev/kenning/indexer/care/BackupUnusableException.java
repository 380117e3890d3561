package dev.kenning.indexer.care;

/// A file is not a backup that can be restored.
public final class BackupUnusableException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param reason what is wrong with it, without its path
  public BackupUnusableException(String reason) {
    super(reason);
  }
}
