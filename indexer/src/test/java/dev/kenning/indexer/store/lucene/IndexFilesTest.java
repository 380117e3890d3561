package dev.kenning.indexer.store.lucene;

import static dev.kenning.indexer.store.SampleMethods.FINGERPRINT;
import static dev.kenning.indexer.store.SampleMethods.HASH;
import static dev.kenning.indexer.store.SampleMethods.file;
import static dev.kenning.indexer.store.SampleMethods.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexFilesTest {
  private static final FileKey HTTP = file("com/shop/Http.java");

  @TempDir Path folder;

  @Test
  void commitThatTakesAFileAwayMeanwhileIsMeasuredInstead() throws IOException {
    try (LuceneMethodStore store = store()) {
      assertThat(IndexFiles.size(losing(store.lucene(), 1)))
          .isEqualTo(IndexFiles.size(store.lucene()));
    }
  }

  @Test
  void fileThatStaysAwayIsMissing() {
    try (LuceneMethodStore store = store()) {
      assertThatThrownBy(() -> IndexFiles.size(losing(store.lucene(), Integer.MAX_VALUE)))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  private LuceneMethodStore store() {
    LuceneMethodStore store = LuceneMethodStore.open(folder, FINGERPRINT, StoreConfig.DEFAULT);
    store.replaceFile(HTTP, HASH, List.of(method(HTTP, "send", "", 1)));
    store.commit(new SequenceNumber(1));
    return store;
  }

  /// The directory as one sees it whose files are taken away under the eyes, so many times.
  private static Directory losing(Directory real, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return new FilterDirectory(real) {
      @Override
      public long fileLength(String name) throws IOException {
        if (left.getAndDecrement() > 0) {
          throw new NoSuchFileException(name);
        }
        return super.fileLength(name);
      }
    };
  }
}
