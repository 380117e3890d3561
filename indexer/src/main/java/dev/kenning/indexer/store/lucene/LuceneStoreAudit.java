package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.StoreAudit;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreMissingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/// The last commit of a Lucene store, looked through.
final class LuceneStoreAudit implements StoreAudit {
  private static final Set<String> AUDITED_FIELDS = MethodDocument.IDENTIFYING_FIELDS;
  private static final double LENGTH_TOLERANCE = 1e-3; // fp16 models round what they normalise
  private static final int MAX_DAMAGE = 100;

  private final IndexDirectory directory;
  private final CommitRecord record;
  private final DirectoryReader reader;

  private LuceneStoreAudit(IndexDirectory directory, CommitRecord record, DirectoryReader reader) {
    this.directory = directory;
    this.record = record;
    this.reader = reader;
  }

  static LuceneStoreAudit open(IndexDirectory directory) {
    return directory.opening(lucene -> {
      if (!directory.exists()) {
        throw new StoreMissingException(directory.folder());
      }
      DirectoryReader reader = DirectoryReader.open(lucene);
      CommitRecord record = CommitRecord.of(reader.getIndexCommit().getUserData());
      return new LuceneStoreAudit(directory, record, reader);
    });
  }

  @Override
  public IndexFingerprint fingerprint() {
    return record.fingerprint();
  }

  @Override
  public SequenceNumber sequence() {
    return record.sequence();
  }

  /// Checksums are compared through the files this reader holds open, so a writer may commit
  /// meanwhile. Lucene's own check of the structure reads files by name, and is done only where
  /// nobody writes.
  @Override
  public List<String> damage() {
    List<String> damage = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      try {
        if (FilterLeafReader.unwrap(leaf.reader()) instanceof CodecReader segment) {
          segment.checkIntegrity();
        }
      } catch (IOException | RuntimeException e) {
        damage.add(String.valueOf(e.getMessage()));
      }
    }
    if (damage.isEmpty()) {
      damage.addAll(structure());
    }
    return damage.stream().limit(MAX_DAMAGE).toList();
  }

  private List<String> structure() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (Lock lock = directory.lucene().obtainLock(IndexWriter.WRITE_LOCK_NAME);
        CheckIndex check = new CheckIndex(directory.lucene(), lock);
        PrintStream out = new PrintStream(told, false, StandardCharsets.UTF_8)) {
      check.setInfoStream(out, false);
      check.setThreadCount(1);
      CheckIndex.Status status = check.checkIndex();
      out.flush();
      return status.clean ? List.of() : complaints(told.toString(StandardCharsets.UTF_8));
    } catch (LockObtainFailedException _) {
      return List.of(); // somebody writes: checksums have to do
    } catch (IOException | AlreadyClosedException e) {
      return List.of("The structure cannot be checked: " + e.getMessage());
    }
  }

  private static List<String> complaints(String told) {
    List<String> complaints =
        told.lines()
            .filter(line -> line.contains("WARNING") || line.contains("ERROR"))
            .map(String::strip)
            .toList();
    return complaints.isEmpty() ? List.of("Lucene's check of the structure fails") : complaints;
  }

  @Override
  public void eachMethod(Consumer<AuditedMethod> visitor) {
    try {
      for (LeafReaderContext leaf : reader.leaves()) {
        eachMethod(leaf, visitor);
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new StoreCorruptException(directory.folder(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void eachMethod(LeafReaderContext leaf, Consumer<AuditedMethod> visitor)
      throws IOException {
    StoredFields stored = leaf.reader().storedFields();
    @Nullable Bits live = leaf.reader().getLiveDocs();
    @Nullable FloatVectorValues vectors =
        leaf.reader().getFloatVectorValues(MethodDocument.EMBEDDING);
    KnnVectorValues.@Nullable DocIndexIterator places = vectors == null ? null : vectors.iterator();
    for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
      if (live != null && !live.get(doc)) {
        continue;
      }
      Document document = stored.document(doc, AUDITED_FIELDS);
      MethodId id = MethodDocument.id(document);
      FileKey file = MethodDocument.file(document);
      VectorState vector =
          vectors != null && places != null && reaches(places, doc)
              ? state(vectors.vectorValue(places.index()))
              : VectorState.MISSING;
      visitor.accept(new AuditedMethod(id, file, MethodDocument.contentHash(document), vector));
    }
  }

  private static boolean reaches(KnnVectorValues.DocIndexIterator places, int doc)
      throws IOException {
    return (places.docID() < doc ? places.advance(doc) : places.docID()) == doc;
  }

  private static VectorState state(float[] vector) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        return VectorState.NOT_FINITE;
      }
    }
    double length = Math.sqrt(VectorUtil.dotProduct(vector, vector));
    return Math.abs(length - 1) <= LENGTH_TOLERANCE ? VectorState.WELL : VectorState.NOT_NORMALISED;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not close an index reader", e);
    } finally {
      directory.close();
    }
  }
}
