package orchard.stock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Writes stock movements to the database, many rows in one go. */
public final class StockWriter implements AutoCloseable {
  private static final int ROWS = 500;

  public record Movement(String fruit, int pieces) {}

  public sealed interface Change {
    record Added(String fruit, int pieces) implements Change {}

    record Removed(String fruit, int pieces) implements Change {}

    record Altered(String fruit, int from, int to) implements Change {}
  }

  private final Connection database;
  private final List<Movement> pending = new ArrayList<>();

  public StockWriter(Connection database) {
    this.database = database;
  }

  public void add(Movement movement) throws SQLException {
    pending.add(movement);
    if (pending.size() >= ROWS) {
      flush();
    }
  }

  void flush() throws SQLException {
    if (pending.isEmpty()) {
      return;
    }
    database.setAutoCommit(false);
    try (PreparedStatement insert =
        database.prepareStatement("insert into movement (fruit, pieces) values (?, ?)")) {
      for (Movement movement : pending) {
        insert.setString(1, movement.fruit());
        insert.setInt(2, movement.pieces());
        insert.addBatch();
      }
      insert.executeBatch();
      database.commit();
      pending.clear();
    } catch (SQLException e) {
      database.rollback();
      throw e;
    }
  }

  /** What happened between two counts of the shelves. */
  public static List<Change> between(Map<String, Integer> before, Map<String, Integer> after) {
    Set<String> fruits = new TreeSet<>(before.keySet());
    fruits.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String fruit : fruits) {
      Integer old = before.get(fruit);
      Integer now = after.get(fruit);
      if (old == null) {
        changes.add(new Change.Added(fruit, now));
      } else if (now == null) {
        changes.add(new Change.Removed(fruit, old));
      } else if (!Objects.equals(old, now)) {
        changes.add(new Change.Altered(fruit, old, now));
      }
    }
    return changes;
  }

  /** Pieces per fruit over all movements. */
  public static Map<String, Integer> balance(Iterable<Movement> movements) {
    Map<String, Integer> sums = new HashMap<>();
    for (Movement movement : movements) {
      sums.merge(movement.fruit(), movement.pieces(), Integer::sum);
    }
    return sums;
  }

  @Override
  public void close() throws SQLException {
    flush();
    database.close();
  }
}
