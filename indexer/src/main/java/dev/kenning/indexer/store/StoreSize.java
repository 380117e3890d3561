package dev.kenning.indexer.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a store occupies on disk.
///
/// @param methodCount methods alive in it
/// @param bytesByPart bytes by part: `vectors`, `graph`, `text`, `stored`, `other`
public record StoreSize(long methodCount, Map<String, Long> bytesByPart) {
  public StoreSize {
    bytesByPart = Collections.unmodifiableMap(new TreeMap<>(bytesByPart));
  }

  public long totalBytes() {
    return bytesByPart.values().stream().mapToLong(Long::longValue).sum();
  }
}
