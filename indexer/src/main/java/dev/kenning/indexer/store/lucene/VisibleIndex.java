package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.SequenceNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DirectoryReader;

/// A reader with the sequence it reflects; replaced as a whole, never changed. Lucene counts who
/// holds the reader: whoever calls [#acquire] with success calls [#release] once.
record VisibleIndex(DirectoryReader reader, SequenceNumber sequence) {
  /// False if the index was replaced and its last holder has gone.
  boolean acquire() {
    return reader.tryIncRef();
  }

  void release() {
    try {
      reader.decRef();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not release an index reader", e);
    }
  }
}
