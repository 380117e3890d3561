package dev.kenning.indexer.testing;

import static dev.kenning.indexer.store.SampleMethods.FINGERPRINT;
import static dev.kenning.indexer.store.SampleMethods.HASH;
import static dev.kenning.indexer.store.SampleMethods.file;
import static dev.kenning.indexer.store.SampleMethods.method;
import static dev.kenning.indexer.store.SampleMethods.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.SampleMethods;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexComparisonTest {
  private static final FileKey HTTP = file("com/shop/Http.java");
  private static final FileKey CART = file("com/shop/Cart.java");

  @TempDir Path folder;

  @Test
  void historyLeavesNoTrace() {
    Path direct =
        index(
            "direct",
            store -> {
              store.replaceFile(HTTP, HASH, List.of(send("waits", 1), method(HTTP, "get", "", 2)));
              store.replaceFile(CART, HASH, List.of(method(CART, "add", "adds an item", 3)));
            });
    Path detour =
        index(
            "detour",
            store -> {
              store.replaceFile(CART, HASH, List.of(method(CART, "add", "adds an item", 3)));
              store.replaceFile(HTTP, HASH, List.of(method(HTTP, "old", "", 9)));
              store.commit(new SequenceNumber(1));
              store.replaceFile(
                  file("Gone.java"), HASH, List.of(method(file("Gone.java"), "a", "", 4)));
              store.refresh(new SequenceNumber(2));
              store.removeFile(file("Gone.java"));
              store.replaceFile(HTTP, HASH, List.of(method(HTTP, "get", "", 2), send("waits", 1)));
            });
    IndexComparison comparison = IndexComparison.of(detour, direct);
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.isEqual()).isTrue();
    assertThat(comparison.methodCount()).isEqualTo(3);
    assertThat(comparison.leastCosine()).isGreaterThan(IndexComparison.SAME_DIRECTION);
  }

  @Test
  void everyKindOfDifferenceIsNamed() {
    Path one =
        index(
            "one",
            store -> {
              store.replaceFile(HTTP, HASH, List.of(send("waits", 1), method(HTTP, "get", "", 2)));
              store.replaceFile(CART, HASH, List.of(method(CART, "add", "adds an item", 3)));
            });
    Path other =
        index(
            "other",
            store -> {
              store.replaceFile(HTTP, "cd".repeat(32), List.of(send("waits longer", 1)));
              store.replaceFile(CART, HASH, List.of(method(CART, "add", "adds an item", 4)));
            });
    IndexComparison comparison = IndexComparison.of(one, other);
    assertThat(comparison.isEqual()).isFalse();
    assertThat(comparison.differences())
        .anyMatch(line -> line.startsWith("too much: com.shop.Http.get(Request)"))
        .anyMatch(line -> line.contains("send(Request)") && line.contains("stored s.hash is [abab"))
        .anyMatch(line -> line.contains("stored s.doc is [waits], expected [waits longer]"))
        .anyMatch(line -> line.contains("terms words"))
        .anyMatch(line -> line.contains("Cart.java") && line.contains("cosine"));
    assertThat(IndexComparison.of(other, one).differences())
        .anyMatch(line -> line.startsWith("missing: com.shop.Http.get(Request)"));
  }

  @Test
  void methodThatStandsTwiceIsFound() {
    Path once = index("once", store -> store.replaceFile(HTTP, HASH, List.of(send("waits", 1))));
    Path twice =
        index(
            "twice",
            store -> store.replaceFile(HTTP, HASH, List.of(send("waits", 1), send("waits", 1))));
    assertThat(IndexComparison.of(twice, once).differences())
        .singleElement()
        .asString()
        .startsWith("twice in the actual index: com.shop.Http.send(Request)");
  }

  private Path index(String name, Consumer<MethodStore> writes) {
    Path place = folder.resolve(name);
    try (LuceneMethodStore store =
        LuceneMethodStore.open(place, FINGERPRINT, StoreConfig.DEFAULT)) {
      writes.accept(store);
      store.commit(new SequenceNumber(9));
    }
    return place;
  }

  private static IndexedMethod send(String doc, long seed) {
    return SampleMethods.indexed(
        unit(
            HTTP,
            "send",
            doc,
            new SourceSpan(1, 2, 4),
            MethodKind.METHOD,
            Set.of("public", "static", "final", "synchronized")),
        SampleMethods.vector(seed));
  }
}
