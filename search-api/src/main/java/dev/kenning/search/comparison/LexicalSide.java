package dev.kenning.search.comparison;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the product's store says of an intent's words. It is the same whatever the vectors are, so
/// one store serves every comparison. Closing gives its snapshot back; the store is the caller's.
final class LexicalSide implements AutoCloseable {
  /// The store wants vectors; nobody asks for them here.
  private static final Embedding NO_MEANING = Embedding.of(new float[] {1, 0});

  private static final String HASH = "0".repeat(64);

  private final StoreSnapshot snapshot;
  private final int[] refs;
  private final Map<Integer, Integer> places = new HashMap<>();

  private LexicalSide(StoreSnapshot snapshot, MethodCorpus corpus) {
    this.snapshot = snapshot;
    this.refs = new int[corpus.units().size()];
    Map<MethodId, Integer> byId = new HashMap<>();
    for (int i = 0; i < refs.length; i++) {
      byId.put(corpus.units().get(i).id(), i);
    }
    for (Candidate candidate :
        snapshot.nearestExact(NO_MEANING, refs.length, new Filter.All(), Deadline.never())) {
      Integer place = byId.get(snapshot.fetch(candidate.ref()).id());
      if (place == null) {
        throw new IllegalStateException("The store holds a method that was not written");
      }
      refs[place] = candidate.ref();
      places.put(candidate.ref(), place);
    }
  }

  /// What an empty store for [#of] must be made by.
  static IndexFingerprint fingerprint(int schemaVersion) {
    return new IndexFingerprint(
        new ModelId("comparison", "none"), NO_MEANING.dimensionCount(), 1, 1, schemaVersion);
  }

  /// Writes all methods into `store`, which must be empty.
  static LexicalSide of(MethodStore store, MethodCorpus corpus) {
    Map<FileKey, List<IndexedMethod>> byFile = new LinkedHashMap<>();
    for (MethodUnit unit : corpus.units()) {
      byFile
          .computeIfAbsent(unit.file(), _ -> new ArrayList<>())
          .add(new IndexedMethod(unit, new Passage(unit.symbol()), NO_MEANING));
    }
    byFile.forEach((file, methods) -> store.replaceFile(file, HASH, methods));
    store.refresh(new SequenceNumber(1));
    return new LexicalSide(store.snapshot(), corpus);
  }

  /// Places of the `count` methods whose words match best.
  List<Integer> matching(String text, int count) {
    return snapshot.matching(text, count, new Filter.All(), Deadline.never()).stream()
        .map(candidate -> places.getOrDefault(candidate.ref(), 0))
        .toList();
  }

  List<LexicalMatch> matches(String text, List<Integer> chosen) {
    return snapshot.lexicalMatches(text, chosen.stream().mapToInt(place -> refs[place]).toArray());
  }

  float knownWordShare(String text) {
    return snapshot.knownWordShare(text);
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
