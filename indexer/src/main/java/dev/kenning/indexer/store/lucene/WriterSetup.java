package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.FingerprintMismatchException;
import java.io.IOException;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.TieredMergePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens Lucene's writer the way a method store needs it.
final class WriterSetup {
  private static final Logger LOG = LoggerFactory.getLogger(WriterSetup.class);
  // Merges that may wait before writers wait for them.
  private static final int WAITING_MERGES = 4;
  private static final double DELETED_PERCENT_ALLOWED = 20;

  private WriterSetup() {}

  static IndexWriter open(
      IndexDirectory directory, IndexFingerprint fingerprint, StoreConfig config)
      throws IOException {
    boolean exists = directory.exists();
    if (exists) {
      IndexFingerprint found = directory.record().fingerprint();
      if (!found.equals(fingerprint)) {
        throw new FingerprintMismatchException(directory.folder(), fingerprint, found);
      }
    }
    IndexWriter writer =
        new IndexWriter(
            directory.lucene(),
            writerConfig(config).setOpenMode(exists ? OpenMode.APPEND : OpenMode.CREATE));
    if (!exists) {
      // A first commit makes the fingerprint known, and the store open for readers.
      try {
        CommitRecord record = new CommitRecord(SequenceNumber.NONE, fingerprint);
        writer.setLiveCommitData(record.toUserData().entrySet());
        writer.commit();
      } catch (IOException e) {
        writer.rollback();
        throw e;
      }
    }
    return writer;
  }

  private static IndexWriterConfig writerConfig(StoreConfig config) {
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setNoCFSRatio(0); // plain files tell what the bytes are for
    merges.setDeletesPctAllowed(DELETED_PERCENT_ALLOWED);
    merges.setForceMergeDeletesPctAllowed(0); // who asks for it wants nothing left
    ConcurrentMergeScheduler scheduler = new LoggedMerges();
    scheduler.setMaxMergesAndThreads(config.mergeThreads() + WAITING_MERGES, config.mergeThreads());
    return new IndexWriterConfig(new KeywordAnalyzer())
        .setCodec(new MethodCodec(config))
        .setRAMBufferSizeMB(config.writeBufferMegabytes())
        .setMergePolicy(merges)
        .setMergeScheduler(scheduler)
        .setUseCompoundFile(false)
        .setCommitOnClose(false); // only a commit that names its sequence counts
  }

  /// A failed merge closes the writer, which tells the next caller; here it is only logged.
  private static final class LoggedMerges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable problem) {
      LOG.error("A background merge of the index failed", problem);
    }
  }
}
