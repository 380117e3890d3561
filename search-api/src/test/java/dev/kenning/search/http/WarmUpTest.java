package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class WarmUpTest {
  @Test
  void itIsOverOnceBothSidesOfASearchWereUsedAndNotBefore() {
    List<SearchRequest> asked = new ArrayList<>();
    List<Boolean> overWhileAsking = new ArrayList<>();
    AtomicReference<WarmUp> self = new AtomicReference<>();
    WarmUp warmUp =
        new WarmUp(request -> {
          asked.add(request);
          overWhileAsking.add(self.get().isOver());
        });
    self.set(warmUp);
    assertThat(warmUp.isOver()).isFalse();
    warmUp.run();
    assertThat(warmUp.isOver()).isTrue();
    assertThat(overWhileAsking).hasSizeGreaterThan(1).containsOnly(false);
    assertThat(asked).extracting(SearchRequest::mode).containsOnly(SearchMode.HYBRID);
    assertThat(asked).extracting(SearchRequest::query).doesNotHaveDuplicates();
  }

  @Test
  void questionsThatFailDoNotKeepTheServerFromBeingReady() {
    WarmUp warmUp =
        new WarmUp(_ -> {
          throw new EmbedderUnavailableException("the model is down");
        });
    warmUp.run();
    assertThat(warmUp.isOver()).isTrue();
  }
}
