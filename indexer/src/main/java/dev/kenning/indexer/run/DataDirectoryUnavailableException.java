package dev.kenning.indexer.run;

/// The data directory cannot be made, read or written.
public final class DataDirectoryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataDirectoryUnavailableException(String message) {
    super(message);
  }

  public DataDirectoryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
