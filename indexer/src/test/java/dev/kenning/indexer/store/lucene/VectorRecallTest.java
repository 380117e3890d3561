package dev.kenning.indexer.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.SampleMethods;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lexical.LexicalWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recall of the graph itself: exact search is switched off.
final class VectorRecallTest {
  private static final int DIMENSIONS = 64;
  private static final int FILES = 400;
  private static final int METHODS_PER_FILE = 15;
  private static final int QUERIES = 60;
  private static final StoreConfig GRAPH_ALWAYS =
      new StoreConfig(128, 1, 16, 100, 0, 2, 150, 0, LexicalWeights.DEFAULT);

  private final Random random = new Random(11);
  private final List<float[]> centres = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void graphFindsWhatExactSearchFindsAlsoUnderFiltersAndAfterUpdates() {
    for (int i = 0; i < 50; i++) {
      centres.add(gaussian());
    }
    IndexFingerprint fingerprint =
        new IndexFingerprint(new ModelId("test-model", "fp32"), DIMENSIONS, 1, 1, 1);
    try (LuceneMethodStore store = LuceneMethodStore.open(folder, fingerprint, GRAPH_ALWAYS)) {
      for (int file = 0; file < FILES; file++) {
        write(store, file);
        if (file % 100 == 99) {
          store.refresh(new SequenceNumber(file)); // several segments
        }
      }
      requireRecall(store, new Filter.All());
      requireRecall(store, new Filter.InRepository("r50"));
      requireRecall(store, new Filter.InRepository("r5"));
      requireRecall(store, new Filter.InRepository("r05"));
      for (int file = 0; file < FILES; file += 3) {
        write(store, file);
      }
      store.refresh(new SequenceNumber(FILES));
      requireRecall(store, new Filter.All());
      requireRecall(store, new Filter.InRepository("r5"));
    }
  }

  private void write(LuceneMethodStore store, int number) {
    int lot = number % 200;
    String repository = lot == 0 ? "r05" : lot <= 10 ? "r5" : lot <= 110 ? "r50" : "rest";
    FileKey file = new FileKey(repository, "F" + number + ".java");
    List<IndexedMethod> methods = new ArrayList<>();
    for (int i = 0; i < METHODS_PER_FILE; i++) {
      methods.add(SampleMethods.indexed(SampleMethods.unit(file, "m" + i, ""), nearACentre()));
    }
    store.replaceFile(file, SampleMethods.HASH, methods);
  }

  private void requireRecall(LuceneMethodStore store, Filter filter) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      int found = 0;
      int all = 0;
      for (int i = 0; i < QUERIES; i++) {
        Embedding query = nearACentre();
        Set<Candidate> exact =
            new HashSet<>(snapshot.nearestExact(query, 10, filter, Deadline.never()));
        all += exact.size();
        exact.retainAll(snapshot.nearest(query, 10, filter, Deadline.never()));
        found += exact.size();
      }
      assertThat((double) found / all).as("recall@10 under " + filter).isGreaterThan(0.98);
    }
  }

  private Embedding nearACentre() {
    float[] centre = centres.get(random.nextInt(centres.size()));
    float[] vector = gaussian();
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = centre[i] + 0.8f * vector[i];
    }
    return Embedding.normalised(vector);
  }

  private float[] gaussian() {
    float[] values = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
