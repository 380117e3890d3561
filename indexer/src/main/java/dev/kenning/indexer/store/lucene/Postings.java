package dev.kenning.indexer.store.lucene;

import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// The living methods that hold one term, in ascending order of refs.
final class Postings {
  private final IntStream.Builder refs = IntStream.builder();

  Postings(IndexView view, Term term) throws IOException {
    for (LeafReaderContext leaf : view.leaves()) {
      @Nullable PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      @Nullable Bits live = leaf.reader().getLiveDocs();
      while (postings != null && postings.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
        if (live == null || live.get(postings.docID())) {
          refs.add(leaf.docBase + postings.docID());
        }
      }
    }
  }

  IntStream refs() {
    return refs.build();
  }
}
