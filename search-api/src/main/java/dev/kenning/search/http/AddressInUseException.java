package dev.kenning.search.http;

/// Something else listens at this address already.
public final class AddressInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AddressInUseException(String message, Throwable cause) {
    super(message, cause);
  }
}
