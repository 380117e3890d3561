package dev.kenning.indexer.store.lucene;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.store.lexical.LexicalWeights;
import dev.kenning.indexer.store.lexical.WordWeigher;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/// One reader of an index with the configuration it is searched by, for the searches of a snapshot.
/// Immutable; any thread.
final class IndexView {
  private final DirectoryReader reader;
  private final StoreConfig config;
  private final Similarity similarity;

  IndexView(DirectoryReader reader, StoreConfig config) {
    this.reader = reader;
    this.config = config;
    LexicalWeights weights = config.lexical();
    // Lengths were divided out when the weights were made, so b is 0.
    similarity = new BM25Similarity(weights.saturation() * WordWeigher.UNITS_PER_COUNT, 0);
  }

  DirectoryReader reader() {
    return reader;
  }

  StoreConfig config() {
    return config;
  }

  List<LeafReaderContext> leaves() {
    return reader.leaves();
  }

  LeafReaderContext leafOf(int ref) {
    return leaves().get(ReaderUtil.subIndex(ref, leaves()));
  }

  /// A searcher that gives up once the deadline has passed; what it found until then is not a
  /// result, so callers check the deadline afterwards.
  IndexSearcher searcher(Deadline deadline) {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setSimilarity(similarity);
    searcher.setTimeout(deadline::hasPassed);
    return searcher;
  }

  /// Calls `visit` for each ref in ascending order, with its leaf, its document in the leaf and its
  /// place in `refs`.
  void forEachInOrder(int[] refs, RefVisitor visitor) throws IOException {
    int[] order = ascending(refs);
    for (int place : order) {
      LeafReaderContext leaf = leafOf(refs[place]);
      visitor.visit(leaf, refs[place] - leaf.docBase, place);
    }
  }

  static int[] ascending(int[] refs) {
    long[] keys = new long[refs.length];
    for (int i = 0; i < refs.length; i++) {
      keys[i] = ((long) refs[i] << Integer.SIZE) | i;
    }
    java.util.Arrays.sort(keys);
    int[] order = new int[refs.length];
    for (int i = 0; i < keys.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /// See [#forEachInOrder].
  @FunctionalInterface
  interface RefVisitor {
    void visit(LeafReaderContext leaf, int doc, int place) throws IOException;
  }
}
