package dev.kenning.search.http;

/// The server cannot show who it is: its keystore is not there, not one, locked, or holds no key.
public final class TlsUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TlsUnusableException(String message) {
    super(message);
  }

  TlsUnusableException(String message, Throwable cause) {
    super(message, cause);
  }
}
