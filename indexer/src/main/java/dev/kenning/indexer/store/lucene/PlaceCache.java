package dev.kenning.indexer.store.lucene;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kenning.indexer.store.MethodPlace;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;

/// Names and places of methods that were looked up of late. A search looks at some fifty of them,
/// and each lies in another compressed block of the stored fields; what a document of a segment
/// holds never changes, so an answer is good for as long as the segment lives, whatever is deleted
/// or added beside it. Any number of threads.
final class PlaceCache {
  private static final int MOST = 50_000; // some 10 MB

  private final Cache<Spot, MethodPlace> places = Caffeine.newBuilder().maximumSize(MOST).build();

  /// A document, named by its segment: equal in all readers that share the segment.
  private record Spot(Object segment, int document) {}

  /// @param ref a document of `leaf`'s reader as a whole
  MethodPlace place(LeafReaderContext leaf, int ref) throws IOException {
    int document = ref - leaf.docBase;
    Spot spot = new Spot(leaf.reader().getCoreCacheHelper().getKey(), document);
    MethodPlace known = places.getIfPresent(spot);
    if (known != null) {
      return known;
    }
    MethodPlace place =
        MethodDocument.place(
            leaf.reader().storedFields().document(document, MethodDocument.PLACE_FIELDS));
    places.put(spot, place);
    return place;
  }
}
