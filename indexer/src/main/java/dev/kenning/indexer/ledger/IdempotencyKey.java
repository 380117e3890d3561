package dev.kenning.indexer.ledger;

/// What a writer calls a request by, so that sending it again is not doing it again. Belongs to one
/// repository.
///
/// @param text 1 to [#MAX_LENGTH] visible ASCII characters
public record IdempotencyKey(String text) {
  public static final int MAX_LENGTH = 255;

  public IdempotencyKey {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException(
          "An idempotency key has 1 to " + MAX_LENGTH + " visible ASCII characters");
    }
  }

  public static boolean isWellFormed(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(letter -> letter > ' ' && letter < 127);
  }

  @Override
  public String toString() {
    return text;
  }
}
