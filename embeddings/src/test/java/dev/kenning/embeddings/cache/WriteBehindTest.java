package dev.kenning.embeddings.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriteBehindTest {
  private static final EmbeddedText EMBEDDED =
      new EmbeddedText(Embedding.of(new float[] {1, 0}), 3, 0, EmbeddedText.Origin.MODEL);

  @Test
  void whatFindsNoPlaceIsRefusedAndCounted() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch disk = new CountDownLatch(1);
    AtomicInteger written = new AtomicInteger();
    WriteBehind writes =
        new WriteBehind(
            new CacheConfig(100, Duration.ZERO, 2),
            (group, _) -> {
              writing.countDown();
              awaitDisk(disk);
              written.addAndGet(group.size());
            });
    writes.start();
    writes.put(key("one"), EMBEDDED);
    writing.await();
    writes.put(key("two"), EMBEDDED);
    writes.put(key("three"), EMBEDDED);

    assertThat(writes.refusedCount()).isEqualTo(1);
    assertThat(writes.find(key("one"))).as("being written").contains(EMBEDDED);
    disk.countDown();
    writes.close();
    assertThat(written.get()).isEqualTo(2);
    assertThat(writes.find(key("one"))).isEmpty();
  }

  @Test
  void aFlushDoesNotWaitForTheDelay() {
    AtomicInteger written = new AtomicInteger();
    CacheConfig slow = new CacheConfig(100, Duration.ofDays(1), 10);
    try (WriteBehind writes =
        new WriteBehind(slow, (group, _) -> written.addAndGet(group.size()))) {
      writes.start();
      writes.put(key("one"), EMBEDDED);
      writes.flush();
      assertThat(written.get()).isEqualTo(1);
      writes.put(key("two"), EMBEDDED);
    }
    assertThat(written.get()).isEqualTo(2);
  }

  private static void awaitDisk(CountDownLatch disk) {
    try {
      disk.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static CacheKey key(String text) {
    return CacheKey.of(new ModelId("model", "fp32"), text);
  }
}
