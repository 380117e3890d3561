package dev.kenning.indexer.store.lucene;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.Candidate;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/// Nearest neighbours by cosine.
///
/// Some ten thousand methods are compared one by one: a scan in order is faster than a walk, and
/// exact. That also serves filters that keep few of many, where a graph is a poor guide. Of more,
/// the graph is walked over quantised vectors for a few times more candidates than are wanted, the
/// filter applied on the way, and the raw vectors of those decide: what the quantisation lost is
/// won back where it matters.
final class VectorSearch {
  private static final int METHODS_BETWEEN_CHECKS = 4_096;

  private final IndexView view;

  VectorSearch(IndexView view) {
    this.view = view;
  }

  List<Candidate> nearest(Embedding query, int count, Filter filter, Deadline deadline)
      throws IOException {
    IndexSearcher searcher = view.searcher(deadline);
    Filter simple = filter.simplify();
    @Nullable Query kept = simple instanceof Filter.All ? null : FilterQueries.of(simple);
    int available = kept == null ? view.reader().numDocs() : searcher.count(kept);
    if (available <= view.config().exactBelow()) {
      Query compared = kept == null ? MatchAllDocsQuery.INSTANCE : kept;
      return exact(query.toArray(), count, compared, searcher, deadline);
    }
    int wanted = Math.min(candidateCount(count), available);
    if (wanted == 0) {
      return List.of();
    }
    TopDocs top =
        searcher.search(
            new KnnFloatVectorQuery(MethodDocument.EMBEDDING, query.toArray(), wanted, kept),
            wanted);
    deadline.check("search the vectors");
    return rescored(query, top, count);
  }

  private int candidateCount(int count) {
    long oversampled = (long) count * view.config().oversampling();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(oversampled, view.config().minCandidates()));
  }

  private List<Candidate> rescored(Embedding query, TopDocs top, int count) throws IOException {
    int[] refs = new int[top.scoreDocs.length];
    for (int i = 0; i < refs.length; i++) {
      ScoreDoc hit = top.scoreDocs[i];
      refs[i] = hit.doc;
    }
    java.util.Arrays.sort(refs);
    float[] cosines = cosines(query, refs);
    TopCandidates best = new TopCandidates(count);
    for (int i = 0; i < refs.length; i++) {
      best.offer(refs[i], cosines[i]);
    }
    return best.bestFirst();
  }

  List<Candidate> nearestExact(Embedding query, int count, Filter filter, Deadline deadline)
      throws IOException {
    Filter simple = filter.simplify();
    Query filterQuery =
        simple instanceof Filter.All ? MatchAllDocsQuery.INSTANCE : FilterQueries.of(simple);
    return exact(query.toArray(), count, filterQuery, view.searcher(deadline), deadline);
  }

  private List<Candidate> exact(
      float[] target, int count, Query filter, IndexSearcher searcher, Deadline deadline)
      throws IOException {
    Weight kept = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    TopCandidates best = new TopCandidates(count);
    for (LeafReaderContext leaf : view.leaves()) {
      @Nullable Scorer scorer = kept.scorer(leaf);
      if (scorer != null) {
        offerAll(leaf, scorer.iterator(), target, best, deadline);
      }
    }
    deadline.check("compare the vectors");
    return best.bestFirst();
  }

  private static void offerAll(
      LeafReaderContext leaf,
      DocIdSetIterator kept,
      float[] target,
      TopCandidates best,
      Deadline deadline)
      throws IOException {
    @Nullable FloatVectorValues vectors = vectors(leaf);
    if (vectors == null) {
      return;
    }
    KnnVectorValues.DocIndexIterator places = vectors.iterator();
    @Nullable Bits live = leaf.reader().getLiveDocs();
    int untilCheck = METHODS_BETWEEN_CHECKS;
    for (int doc = kept.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = kept.nextDoc()) {
      if ((live == null || live.get(doc)) && places.advance(doc) == doc) {
        best.offer(leaf.docBase + doc, cosine(target, vectors.vectorValue(places.index())));
      }
      if (--untilCheck == 0) {
        deadline.check("compare the vectors");
        untilCheck = METHODS_BETWEEN_CHECKS;
      }
    }
  }

  float[] cosines(Embedding query, int[] refs) throws IOException {
    float[] target = query.toArray();
    float[] cosines = new float[refs.length];
    VectorCursor cursor = new VectorCursor();
    view.forEachInOrder(
        refs, (leaf, doc, place) -> cosines[place] = cosine(target, cursor.vector(leaf, doc)));
    return cosines;
  }

  Embedding embedding(int ref) throws IOException {
    LeafReaderContext leaf = view.leafOf(ref);
    return Embedding.of(new VectorCursor().vector(leaf, ref - leaf.docBase));
  }

  private static float cosine(float[] one, float[] other) {
    return Math.clamp(VectorUtil.dotProduct(one, other), -1f, 1f);
  }

  private static @Nullable FloatVectorValues vectors(LeafReaderContext leaf) throws IOException {
    return leaf.reader().getFloatVectorValues(MethodDocument.EMBEDDING);
  }

  /// Reads vectors in ascending order of refs.
  private static final class VectorCursor {
    private @Nullable LeafReaderContext leaf;
    private @Nullable FloatVectorValues vectors;
    private KnnVectorValues.@Nullable DocIndexIterator places;

    float[] vector(LeafReaderContext of, int doc) throws IOException {
      if (leaf != of) {
        leaf = of;
        vectors = vectors(of);
        places = vectors == null ? null : vectors.iterator();
      }
      if (vectors == null || places == null) {
        throw new IllegalArgumentException("No method has the ref " + (of.docBase + doc));
      }
      if (places.docID() < doc) {
        places.advance(doc);
      }
      if (places.docID() != doc) {
        throw new IllegalArgumentException("No method has the ref " + (of.docBase + doc));
      }
      return vectors.vectorValue(places.index());
    }
  }
}
