package orchard.stock;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.function.Function;

/** Prices lately asked for. */
public final class PriceCache {
  private final Map<String, BigDecimal> recent;
  private final ConcurrentMap<String, RunnableFuture<BigDecimal>> underWay =
      new ConcurrentHashMap<>();

  public PriceCache(int capacity) {
    this.recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, BigDecimal> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Many may ask for the same price at once; the slow source is asked by one of them only. */
  public BigDecimal price(String fruit, Function<String, BigDecimal> source) throws Exception {
    synchronized (recent) {
      BigDecimal known = recent.get(fruit);
      if (known != null) {
        return known;
      }
    }
    RunnableFuture<BigDecimal> mine = new FutureTask<>(() -> source.apply(fruit));
    RunnableFuture<BigDecimal> running = underWay.putIfAbsent(fruit, mine);
    if (running != null) {
      return running.get();
    }
    try {
      mine.run();
      BigDecimal price = mine.get();
      synchronized (recent) {
        recent.put(fruit, price);
      }
      return price;
    } finally {
      underWay.remove(fruit, mine);
    }
  }

  public void forget(String prefix) {
    synchronized (recent) {
      recent.keySet().removeIf(fruit -> fruit.startsWith(prefix));
    }
  }
}
