package dev.kenning.indexer.ledger;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.sql.SQLException;
import java.util.HexFormat;

/// The table of contents by hash: each once, compressed, checked whenever it is read.
final class StoredContents {
  private StoredContents() {}

  /// Keeps `content` if it is not kept yet, and tells its id.
  static long keep(SqliteSession session, Content content) throws SQLException {
    byte[] hash = bytes(content.hash());
    long known = session.number("SELECT id FROM contents WHERE hash = ?", hash);
    return known > 0 ? known : add(session, content, hash);
  }

  private static long add(SqliteSession session, Content content, byte[] hash) throws SQLException {
    return session.insert(
        "INSERT INTO contents(hash, size, frame) VALUES (?, ?, ?)",
        hash,
        content.sizeBytes(),
        content.frame());
  }

  /// @throws LedgerCorruptException if the bytes kept do not have this hash
  static Content read(SqliteSession session, ContentHash hash) throws SQLException {
    return session
        .first(
            "SELECT size, frame FROM contents WHERE hash = ?",
            row -> unpack(hash, row.getInt(1), row.getBytes(2)),
            bytes(hash))
        .orElseThrow(() -> new LedgerCorruptException("The ledger has no content " + hash));
  }

  private static Content unpack(ContentHash hash, int sizeBytes, byte[] frame) {
    Content content;
    try {
      content = Content.of(Zstd.decompress(frame, sizeBytes));
    } catch (ZstdException e) {
      throw new LedgerCorruptException("The ledger's content " + hash + " cannot be unpacked", e);
    }
    if (!content.hash().equals(hash)) {
      throw new LedgerCorruptException(
          "The ledger's content %s has the hash %s".formatted(hash, content.hash()));
    }
    return content;
  }

  static ContentHash hash(byte[] bytes) {
    return new ContentHash(HexFormat.of().formatHex(bytes));
  }

  private static byte[] bytes(ContentHash hash) {
    return HexFormat.of().parseHex(hash.hex());
  }
}
