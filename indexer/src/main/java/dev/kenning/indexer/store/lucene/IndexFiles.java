package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.store.StoreSize;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/// What each file of an index is for, told by its extension. Compound files are not written.
final class IndexFiles {
  private static final int ATTEMPTS = 10;

  private IndexFiles() {}

  /// The bytes of the latest commit's files by part. A commit that comes meanwhile takes files of
  /// the one before away; then the newer one is measured.
  static StoreSize size(Directory directory) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return sizeOfLatestCommit(directory);
      } catch (NoSuchFileException | FileNotFoundException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static StoreSize sizeOfLatestCommit(Directory directory) throws IOException {
    SegmentInfos segments = SegmentInfos.readLatestCommit(directory);
    Map<String, Long> bytes = new TreeMap<>();
    for (String part : new String[] {"vectors", "graph", "text", "stored", "other"}) {
      bytes.put(part, 0L);
    }
    long methodCount = 0;
    for (SegmentCommitInfo segment : segments) {
      methodCount += segment.info.maxDoc() - segment.getDelCount();
    }
    for (String file : segments.files(true)) {
      bytes.merge(part(file), directory.fileLength(file), Long::sum);
    }
    return new StoreSize(methodCount, bytes);
  }

  private static String part(String file) {
    String extension = IndexFileNames.getExtension(file);
    return switch (extension == null ? "" : extension) {
      case "vec", "vemf", "veq", "vemq" -> "vectors"; // raw floats; quantised copies
      case "vex", "vem" -> "graph";
      case "tim", "tip", "tmd", "doc", "psm" -> "text";
      case "fdt", "fdx", "fdm" -> "stored";
      default -> "other"; // doc values, field and segment descriptions, deletions
    };
  }
}
