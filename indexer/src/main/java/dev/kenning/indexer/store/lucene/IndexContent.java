package dev.kenning.indexer.store.lucene;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.MethodContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The last commit of an index taken apart, method by method: stored fields, doc values, the terms
/// of the inverted index with their frequencies, and vectors. It knows no field by name but the id,
/// so that whatever the schema gains is read too.
///
/// Left out is what follows from the rest and differs from one history to another: quantised
/// vectors and the graph, segments, document numbers.
///
/// Holds all of it on the heap; immutable, any thread.
///
/// @param sequence the ledger up to here is reflected
/// @param methods in the order of the index; an id that stands there twice is given twice
public record IndexContent(SequenceNumber sequence, List<MethodContent> methods) {
  private static final String STORED_ID = "stored s.id";

  public IndexContent {
    methods = List.copyOf(methods);
  }

  /// Reads the index in `folder`; somebody else may be writing to it.
  ///
  /// @throws dev.kenning.indexer.store.StoreCorruptException if its files are damaged
  /// @throws dev.kenning.indexer.store.StoreUnavailableException if the file system refuses
  public static IndexContent read(Path folder) {
    IndexDirectory directory = IndexDirectory.at(folder);
    IndexContent content =
        directory.opening(lucene -> {
          try (DirectoryReader reader = DirectoryReader.open(lucene)) {
            CommitRecord record = CommitRecord.of(reader.getIndexCommit().getUserData());
            List<MethodContent> methods = new ArrayList<>();
            for (LeafReaderContext leaf : reader.leaves()) {
              methods.addAll(new Segment(leaf.reader()).methods());
            }
            return new IndexContent(record.sequence(), methods);
          }
        });
    directory.close();
    return content;
  }

  /// One segment, turned from fields of many documents into documents of many fields.
  private static final class Segment {
    private final LeafReader reader;
    private final @Nullable Bits live;
    private final List<SortedMap<String, List<String>>> fields = new ArrayList<>();
    private final @Nullable Embedding[] vectors;

    Segment(LeafReader reader) {
      this.reader = reader;
      this.live = reader.getLiveDocs();
      this.vectors = new Embedding[reader.maxDoc()];
      for (int doc = 0; doc < reader.maxDoc(); doc++) {
        fields.add(new TreeMap<>());
      }
    }

    List<MethodContent> methods() throws IOException {
      readStored();
      for (FieldInfo info : reader.getFieldInfos()) {
        if (info.getIndexOptions() != IndexOptions.NONE) {
          readTerms(info.name);
        }
        if (info.getDocValuesType() != DocValuesType.NONE) {
          readDocValues(info);
        }
        if (info.getVectorDimension() > 0) {
          readVectors(info.name);
        }
      }
      List<MethodContent> methods = new ArrayList<>();
      for (int doc = 0; doc < reader.maxDoc(); doc++) {
        if (isLive(doc)) {
          methods.add(method(doc));
        }
      }
      return methods;
    }

    private MethodContent method(int doc) {
      SortedMap<String, List<String>> of = fields.get(doc);
      // Postings and doc values come in the order of terms; stored values keep their own.
      List<String> id = of.getOrDefault(STORED_ID, List.of());
      if (id.size() != 1) {
        throw new IllegalArgumentException("A document of the index has no id: " + of);
      }
      return new MethodContent(new MethodId(id.getFirst()), of, Optional.ofNullable(vectors[doc]));
    }

    private boolean isLive(int doc) {
      return live == null || live.get(doc);
    }

    private void add(int doc, String field, String value) {
      fields.get(doc).computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
    }

    private void readStored() throws IOException {
      for (int doc = 0; doc < reader.maxDoc(); doc++) {
        if (isLive(doc)) {
          for (IndexableField field : reader.storedFields().document(doc)) {
            @Nullable BytesRef bytes = field.binaryValue();
            add(
                doc,
                "stored " + field.name(),
                bytes == null ? String.valueOf(field.stringValue()) : text(bytes));
          }
        }
      }
    }

    private void readTerms(String field) throws IOException {
      @Nullable Terms terms = reader.terms(field);
      if (terms == null) {
        return;
      }
      TermsEnum cursor = terms.iterator();
      for (BytesRef term = cursor.next(); term != null; term = cursor.next()) {
        PostingsEnum postings = cursor.postings(null, PostingsEnum.FREQS);
        while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          if (isLive(postings.docID())) {
            add(postings.docID(), "terms " + field, text(term) + "*" + postings.freq());
          }
        }
      }
    }

    private void readDocValues(FieldInfo info) throws IOException {
      String name = "values " + info.name;
      switch (info.getDocValuesType()) {
        case NUMERIC -> {
          NumericDocValues values = reader.getNumericDocValues(info.name);
          while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            add(values.docID(), name, Long.toString(values.longValue()));
          }
        }
        case SORTED_NUMERIC -> {
          SortedNumericDocValues values = reader.getSortedNumericDocValues(info.name);
          while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            for (int i = 0; i < values.docValueCount(); i++) {
              add(values.docID(), name, Long.toString(values.nextValue()));
            }
          }
        }
        case SORTED -> {
          SortedDocValues values = reader.getSortedDocValues(info.name);
          while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            add(values.docID(), name, text(values.lookupOrd(values.ordValue())));
          }
        }
        case SORTED_SET -> {
          SortedSetDocValues values = reader.getSortedSetDocValues(info.name);
          while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            for (int i = 0; i < values.docValueCount(); i++) {
              add(values.docID(), name, text(values.lookupOrd(values.nextOrd())));
            }
          }
        }
        case BINARY -> {
          BinaryDocValues values = reader.getBinaryDocValues(info.name);
          while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            add(values.docID(), name, text(values.binaryValue()));
          }
        }
        case NONE -> {}
      }
    }

    private void readVectors(String field) throws IOException {
      @Nullable FloatVectorValues values = reader.getFloatVectorValues(field);
      if (values == null) {
        return;
      }
      KnnVectorValues.DocIndexIterator places = values.iterator();
      for (int doc = places.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = places.nextDoc()) {
        if (isLive(doc)) {
          vectors[doc] = Embedding.of(values.vectorValue(places.index()));
        }
      }
    }

    /// Bytes that are text as text, others in hexadecimal.
    private static String text(BytesRef bytes) {
      byte[] copy = Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
      String text = new String(copy, StandardCharsets.UTF_8);
      return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), copy)
          ? text
          : "0x" + HexFormat.of().formatHex(copy);
    }
  }
}
