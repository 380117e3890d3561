package dev.kenning.indexer.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// Copies the readable rows of one table of a damaged database into the same table of a sound one.
///
/// A table with row numbers is read upwards to the first damage, downwards to the last, and between
/// them number by number. One that is kept in the order of its key is read upwards and downwards:
/// what lies between two damages in it is left.
final class TableSalvage {
  /// Row numbers in a row that lead nowhere before it is given up: a page above the rows holds some
  /// ten thousand of them.
  private static final long MOST_IN_VAIN = 50_000;

  private final SqliteSession from;
  private final SqliteSession to;
  private final String table;
  private long refused;

  TableSalvage(SqliteSession from, SqliteSession to, String table) {
    this.from = from;
    this.to = to;
    this.table = table;
  }

  /// What could not be read, in words; empty if all could.
  Optional<String> run() throws SQLException {
    List<String> columns = new ArrayList<>(columns(to));
    try {
      columns.retainAll(columns(from));
    } catch (SQLException e) {
      return Optional.of("the list of tables is damaged");
    }
    if (columns.isEmpty()) {
      return Optional.empty(); // an older ledger did not have it
    }
    to.update("DELETE FROM " + table); // what a new ledger is born with
    boolean numbered = hasRowNumbers();
    Loss loss = numbered ? copyNumbered(columns) : copyKeyed(columns);
    if (refused > 0) {
      return Optional.of(loss.words().map(w -> w + ", ").orElse("") + refused + " made no sense");
    }
    return loss.words();
  }

  private Loss copyNumbered(List<String> columns) throws SQLException {
    String read = "SELECT rowid, %s FROM %s ".formatted(String.join(", ", columns), table);
    Cursor up = scan(read + "NOT INDEXED ORDER BY rowid", columns);
    if (!up.damaged) {
      return Loss.NONE;
    }
    Cursor down = scan(read + "NOT INDEXED ORDER BY rowid DESC", columns);
    long first = up.last == null ? 1 : up.last + 1;
    long last = down.last == null ? Long.MAX_VALUE : down.last - 1;
    long lost = 0;
    long inVain = 0;
    for (long id = first; id <= last; id++) {
      if (inVain++ == MOST_IN_VAIN) {
        return new Loss(lost, true);
      }
      try {
        List<List<@Nullable Object>> rows =
            from.all(read + "NOT INDEXED WHERE rowid = ?", row -> values(row, columns.size()), id);
        for (List<@Nullable Object> row : rows) {
          copy(columns, row);
          inVain = 0;
        }
      } catch (SQLException e) {
        requireDamage(e);
        lost++;
      }
    }
    return new Loss(lost, false);
  }

  private Loss copyKeyed(List<String> columns) throws SQLException {
    String key = String.join(", ", keys());
    String read = "SELECT 0, %s FROM %s ".formatted(String.join(", ", columns), table);
    Cursor up = scan(read + "ORDER BY " + key, columns);
    if (!up.damaged) {
      return Loss.NONE;
    }
    Cursor _ = scan(read + "ORDER BY " + key.replace(",", " DESC,") + " DESC", columns);
    return new Loss(1, true);
  }

  /// Copies rows until there are no more, or one cannot be read.
  private Cursor scan(String sql, List<String> columns) throws SQLException {
    Cursor cursor = new Cursor();
    try {
      List<Object> _ =
          from.all(
              sql,
              row -> {
                copy(columns, values(row, columns.size()));
                cursor.last = row.getLong(1);
                return true;
              });
    } catch (SQLException e) {
      requireDamage(e);
      cursor.damaged = true;
    }
    return cursor;
  }

  private static List<@Nullable Object> values(java.sql.ResultSet row, int count)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(row.getObject(i + 2));
    }
    return values;
  }

  private void copy(List<String> columns, List<@Nullable Object> values) throws SQLException {
    String sql =
        "INSERT OR IGNORE INTO %s(%s) VALUES (%s)"
            .formatted(
                table,
                String.join(", ", columns),
                String.join(", ", Collections.nCopies(columns.size(), "?")));
    try {
      int _ = to.update(sql, values.toArray());
    } catch (SQLException e) {
      if (primaryCode(e) != 19 && primaryCode(e) != 20) { // CONSTRAINT, MISMATCH: a damaged value
        throw e;
      }
      refused++;
    }
  }

  private List<String> columns(SqliteSession session) throws SQLException {
    return session.all("PRAGMA table_info(%s)".formatted(table), row -> row.getString(2));
  }

  private List<String> keys() throws SQLException {
    return to.all(
        "SELECT name FROM pragma_table_info('%s') WHERE pk > 0 ORDER BY pk".formatted(table),
        row -> row.getString(1));
  }

  private boolean hasRowNumbers() throws SQLException {
    return to.number(
            "SELECT NOT wr FROM pragma_table_list('%s') WHERE schema = 'main'".formatted(table))
        > 0;
  }

  private static void requireDamage(SQLException e) throws SQLException {
    int code = primaryCode(e);
    if (code != 11 && code != 26 && code != 1) { // CORRUPT, NOTADB, ERROR
      throw e;
    }
  }

  private static int primaryCode(SQLException e) {
    return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
  }

  private static final class Cursor {
    private @Nullable Long last;
    private boolean damaged;
  }

  /// @param atLeast whether there may be more
  private record Loss(long rows, boolean atLeast) {
    static final Loss NONE = new Loss(0, false);

    Optional<String> words() {
      return rows == 0 && !atLeast
          ? Optional.empty()
          : Optional.of(atLeast ? "some rows" : rows == 1 ? "1 row" : rows + " rows");
    }
  }
}
