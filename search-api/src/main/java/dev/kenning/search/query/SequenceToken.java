package dev.kenning.search.query;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.LedgerIdentity;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/// A place in the order of one ledger, as callers hold it: opaque text that stays good across
/// restarts and means nothing to any other ledger.
///
/// Format, before it becomes URL-safe Base64: one byte of format (2), eight bytes of the ledger's
/// identity, eight of the sequence, four of CRC-32 over what precedes them, so that a token that
/// lost a character is refused and not taken for another one. Formats: 1 carried the sequence
/// alone; 2 adds the ledger.
///
/// @param ledger the identity of the ledger that gave it out
/// @param sequence the place in its order
public record SequenceToken(LedgerIdentity ledger, SequenceNumber sequence) {
  private static final byte FORMAT = 2;
  private static final int CHECKED_BYTES = 1 + 2 * Long.BYTES;
  private static final int BYTES = CHECKED_BYTES + Integer.BYTES;

  /// As callers hold it: 28 URL-safe characters.
  public String text() {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .put(FORMAT)
            .put(HexFormat.of().parseHex(ledger.text()))
            .putLong(sequence.value());
    bytes.putInt(check(bytes.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// The token of this text; empty for text that is no token of ours.
  public static Optional<SequenceToken> parse(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    if (bytes.length != BYTES || bytes[0] != FORMAT) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, BYTES - 1);
    LedgerIdentity ledger = new LedgerIdentity(HexFormat.of().toHexDigits(buffer.getLong()));
    long sequence = buffer.getLong();
    return buffer.getInt() == check(bytes) && sequence >= 0
        ? Optional.of(new SequenceToken(ledger, new SequenceNumber(sequence)))
        : Optional.empty();
  }

  private static int check(byte[] bytes) {
    CRC32 check = new CRC32();
    check.update(bytes, 0, CHECKED_BYTES);
    return (int) check.getValue();
  }
}
