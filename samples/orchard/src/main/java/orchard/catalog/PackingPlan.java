package orchard.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What goes into the van before what, and what lies in which box. */
public final class PackingPlan {
  /** A box may hold fruit and further boxes. */
  public record Box(String name, int grams, List<Box> inside) {
    int total() {
      return grams + inside.stream().mapToInt(Box::total).sum();
    }
  }

  private final Map<String, Set<String>> before = new LinkedHashMap<>();

  public void first(String earlier, String later) {
    before.computeIfAbsent(earlier, _ -> new LinkedHashSet<>());
    before.computeIfAbsent(later, _ -> new LinkedHashSet<>()).add(earlier);
  }

  public List<String> arrange() {
    Map<String, Integer> missing = new HashMap<>();
    before.forEach((step, needs) -> missing.put(step, needs.size()));
    Deque<String> ready = new ArrayDeque<>();
    before.keySet().stream().filter(step -> missing.get(step) == 0).forEach(ready::add);
    List<String> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String step = ready.removeFirst();
      order.add(step);
      before.forEach((other, needs) -> {
        if (needs.contains(step) && missing.merge(other, -1, Integer::sum) == 0) {
          ready.add(other);
        }
      });
    }
    if (order.size() < before.size()) {
      throw new IllegalStateException("steps wait for each other in a circle");
    }
    return order;
  }

  public static void visit(Box root, Consumer<Box> visitor) {
    Deque<Box> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Box box = open.removeFirst();
      visitor.accept(box);
      open.addAll(box.inside());
    }
  }
}
