package orchard.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Keeps the goods in order and shows them piece by piece. */
public final class Listing<T> {
  /** One screenful, and whether another follows. */
  public record Page<T>(List<T> rows, int number, boolean more) {}

  private final Comparator<? super T> order;
  private final List<T> rows = new ArrayList<>();

  public Listing(Comparator<? super T> order) {
    this.order = order;
  }

  public void add(T row) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(rows.get(middle), row) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    rows.add(low, row);
  }

  public Page<T> page(int number, int size) {
    if (number < 0 || size < 1) {
      throw new IllegalArgumentException("page " + number + " of " + size);
    }
    int from = (int) Math.min((long) number * size, rows.size());
    int to = Math.min(from + size, rows.size());
    return new Page<>(List.copyOf(rows.subList(from, to)), number, to < rows.size());
  }

  /** The few dearest, without putting all of them in order. */
  public static <T> List<T> best(Collection<T> all, int count, Comparator<? super T> order) {
    PriorityQueue<T> kept = new PriorityQueue<>(order);
    for (T one : all) {
      kept.add(one);
      if (kept.size() > count) {
        kept.poll();
      }
    }
    List<T> best = new ArrayList<>(kept);
    best.sort(order.reversed());
    return best;
  }

  /** Walks several lists, each in order already, as if they were one list in order. */
  public static <T extends Comparable<T>> Iterator<T> braid(List<? extends Iterator<T>> sources) {
    record Head<T>(T value, Iterator<T> rest) {}
    PriorityQueue<Head<T>> heads = new PriorityQueue<>(Comparator.comparing(Head<T>::value));
    for (Iterator<T> source : sources) {
      if (source.hasNext()) {
        heads.add(new Head<>(source.next(), source));
      }
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !heads.isEmpty();
      }

      @Override
      public T next() {
        Head<T> head = heads.poll();
        if (head == null) {
          throw new NoSuchElementException();
        }
        if (head.rest().hasNext()) {
          heads.add(new Head<>(head.rest().next(), head.rest()));
        }
        return head.value();
      }
    };
  }
}
