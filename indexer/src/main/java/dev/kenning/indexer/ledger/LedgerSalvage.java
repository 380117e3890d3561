package dev.kenning.indexer.ledger;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.SalvageReport.LostFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Makes a ledger of what can still be read of a damaged one.
///
/// 1. Every table is read from its first row on, then from its last row back, then row by row what
///    lies between, so that a damaged page costs the rows on it and no others.
/// 2. Each content is unpacked and hashed; what is not what its hash says is left out.
/// 3. Where rows of the table of files could not be read, it is made whole from the changes, whose
///    latest of each file it is. Where the two tell differently of a change, one of them is damaged
///    and it cannot be told which: the file counts as lost.
/// 4. A file whose latest content is gone is left out and named: an older version in its place
///    would be passed off as the newest. Its writer may send it again, under the same version too.
///
/// The new ledger goes on counting where the old one was at the most, so that no sequence number is
/// given out twice. For one thread.
public final class LedgerSalvage {
  private static final String MAGIC = "SQLite format 3\0";

  private final Path damaged;
  private final Path target;

  /// @param damaged a copy of the damaged file, which may be changed; with its journal beside it
  /// @param target does not exist yet
  public LedgerSalvage(Path damaged, Path target) {
    this.damaged = damaged;
    this.target = target;
  }

  /// Durable on return.
  ///
  /// @param least a sequence number that was certainly given out, such as an index tells
  /// @throws LedgerCorruptException if not even the list of tables can be read: there is nothing to
  ///   be saved
  public SalvageReport run(SequenceNumber least) {
    mendHeader();
    ChangeLedger made = SqliteChangeLedger.open(target, LedgerConfig.DEFAULT);
    made.close();
    try (SqliteSession to = SqliteSession.writer(target, LedgerConfig.DEFAULT);
        SqliteSession from = SqliteSession.writer(damaged, LedgerConfig.DEFAULT)) {
      to.run("BEGIN IMMEDIATE");
      List<String> unreadable = new ArrayList<>();
      for (String table : tables(to)) {
        new TableSalvage(from, to, table)
            .run()
            .ifPresent(loss -> unreadable.add(table + ": " + loss));
      }
      if (to.number("SELECT count(*) FROM repositories") == 0
          && unreadable.stream().anyMatch(loss -> loss.startsWith("repositories:"))) {
        throw new LedgerCorruptException(
            "Nothing can be saved of %s: %s".formatted(damaged, String.join("; ", unreadable)));
      }
      boolean filesRead = unreadable.stream().noneMatch(loss -> loss.startsWith("files:"));
      SalvageReport report = settle(to, filesRead, unreadable);
      to.update(
          """
          UPDATE sqlite_sequence SET seq = max(seq, ?, (SELECT coalesce(max(sequence), 0) FROM files))
          WHERE name = 'changes'
          """,
          Math.max(least.value(), counter(from)));
      to.run("COMMIT");
      to.run("PRAGMA wal_checkpoint(TRUNCATE)");
      return report;
    } catch (SQLException e) {
      throw LedgerFailures.named(damaged, e);
    }
  }

  /// The constants at the file's very beginning are the same in every ledger; without them SQLite
  /// does not even look at the rest.
  private void mendHeader() {
    try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
      if (file.length() < 100) {
        throw new LedgerCorruptException("Nothing can be read of " + damaged + ": it is too short");
      }
      file.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
      file.writeShort(4096); // the page size that every ledger has
      file.write(new byte[] {2, 2, 0, 64, 32, 32}); // write-ahead journal; fixed fractions
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + damaged, e);
    }
  }

  private static List<String> tables(SqliteSession session) throws SQLException {
    return session.all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        row -> row.getString(1));
  }

  private static long counter(SqliteSession from) {
    try {
      return from.number("SELECT seq FROM sqlite_sequence WHERE name = 'changes'");
    } catch (SQLException e) {
      return 0; // the rows themselves tell
    }
  }

  private static SalvageReport settle(SqliteSession to, boolean filesRead, List<String> unreadable)
      throws SQLException {
    dropDamagedContents(to);
    to.run("CREATE TEMP TABLE doubtful(sequence INTEGER PRIMARY KEY)");
    to.update(
        """
        INSERT INTO doubtful
        SELECT f.sequence FROM files f JOIN changes c ON c.sequence = f.sequence
        WHERE c.repository <> f.repository OR c.path IS NOT f.path OR c.version <> f.version
          OR c.content IS NOT f.content
        """);
    if (!filesRead) {
      to.update(
          """
          INSERT INTO files(repository, path, sequence, version, content)
          SELECT c.repository, c.path, c.sequence, c.version, c.content FROM changes c
          WHERE c.path IS NOT NULL AND c.sequence NOT IN (SELECT sequence FROM doubtful)
            AND c.sequence = (
              SELECT max(l.sequence) FROM changes l
              WHERE l.repository = c.repository AND l.path = c.path)
          ON CONFLICT(repository, path) DO UPDATE SET
            sequence = excluded.sequence, version = excluded.version, content = excluded.content
          WHERE excluded.sequence > files.sequence
          """);
    }
    to.run("CREATE TEMP TABLE lost(repository INTEGER, path TEXT, PRIMARY KEY(repository, path))");
    to.update(
        """
        INSERT OR IGNORE INTO lost
        SELECT repository, path FROM files
        WHERE sequence IN (SELECT sequence FROM doubtful)
          OR (content IS NOT NULL AND content NOT IN (SELECT id FROM contents))
        UNION SELECT repository, path FROM changes
        WHERE path IS NOT NULL AND (
          sequence IN (SELECT sequence FROM doubtful)
          OR (repository, path) NOT IN (SELECT repository, path FROM files))
        """);
    List<LostFile> lost =
        to.all(
            """
            SELECT r.name, l.path, max(c.sequence), r.root IS NOT NULL FROM lost l
              JOIN repositories r ON r.id = l.repository
              LEFT JOIN changes c ON c.repository = l.repository AND c.path = l.path
            GROUP BY r.name, l.path ORDER BY r.name, l.path
            """,
            row ->
                new LostFile(
                    new FileKey(row.getString(1), row.getString(2)),
                    row.getLong(3),
                    row.getBoolean(4)));
    List<String> losses = new ArrayList<>(unreadable);
    long nameless =
        to.number(
            "SELECT count(*) FROM files WHERE repository NOT IN (SELECT id FROM repositories)");
    if (nameless > 0) {
      losses.add("files of a repository whose name is lost: " + nameless);
    }
    to.update("DELETE FROM files WHERE repository NOT IN (SELECT id FROM repositories)");
    for (String table : new String[] {"stamps", "set_aside", "changes", "files"}) {
      to.update(
          "DELETE FROM %s WHERE (repository, path) IN (SELECT repository, path FROM lost)"
              .formatted(table));
    }
    to.update("DELETE FROM changes WHERE sequence IN (SELECT sequence FROM doubtful)");
    long versions =
        to.update(
            """
            DELETE FROM changes WHERE path IS NOT NULL AND (
              (content IS NOT NULL AND content NOT IN (SELECT id FROM contents))
              OR (repository, path) NOT IN (SELECT repository, path FROM files))
            """);
    to.update(
        """
        INSERT OR IGNORE INTO changes(sequence, repository, path, version, content)
        SELECT sequence, repository, path, version, content FROM files
        """);
    to.run("DROP TABLE doubtful");
    to.run("DROP TABLE lost");
    return new SalvageReport(
        to.number("SELECT count(*) FROM files"),
        lost.subList(0, Math.min(lost.size(), SalvageReport.MOST_NAMED)),
        lost.size(),
        versions,
        losses);
  }

  private static void dropDamagedContents(SqliteSession to) throws SQLException {
    List<Long> ids = to.all("SELECT id FROM contents", row -> row.getLong(1));
    for (long id : ids) {
      boolean whole =
          to.first(
                  "SELECT hash, size, frame FROM contents WHERE id = ?",
                  row -> isWhole(row.getBytes(1), row.getInt(2), row.getBytes(3)),
                  id)
              .orElse(false);
      if (!whole) {
        to.update("DELETE FROM contents WHERE id = ?", id);
      }
    }
  }

  private static boolean isWhole(byte[] hash, int sizeBytes, byte[] frame) {
    try {
      return sizeBytes >= 0
          && Content.of(Zstd.decompress(frame, sizeBytes)).hash().equals(StoredContents.hash(hash));
    } catch (ZstdException | IllegalArgumentException | NegativeArraySizeException e) {
      return false;
    }
  }

  /// Deletes what an attempt that failed has left.
  public void abandon() throws IOException {
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(target.resolveSibling(target.getFileName() + suffix));
    }
  }
}
