package dev.kenning.indexer.store.lucene;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.LexicalMatch;
import dev.kenning.indexer.store.LinkTable;
import dev.kenning.indexer.store.MethodPlace;
import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoreUnavailableException;
import dev.kenning.indexer.store.StoredMethod;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// A lease on one [VisibleIndex]. Safe for several threads until closed.
final class LuceneSnapshot implements StoreSnapshot {
  private final VisibleIndex index;
  private final String generation;
  private final IndexView view;
  private final VectorSearch vectors;
  private final LexicalSearch words;
  private final LinkTable links;
  private final PlaceCache places;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// Takes over one hold on `index`.
  LuceneSnapshot(VisibleIndex index, String generation, StoreConfig config, PlaceCache places) {
    this.index = index;
    this.places = places;
    this.generation = generation;
    view = new IndexView(index.reader(), config);
    vectors = new VectorSearch(view);
    words = new LexicalSearch(view, new SnowballEnglish());
    links = new LuceneLinks(view, this);
  }

  @Override
  public SequenceNumber sequence() {
    return index.sequence();
  }

  @Override
  public String generation() {
    return generation;
  }

  @Override
  public long methodCount() {
    return index.reader().numDocs();
  }

  @Override
  public Map<String, Long> methodCounts() {
    return read(
        "count methods",
        () -> {
          Map<String, Long> counts = new TreeMap<>();
          for (LeafReaderContext leaf : view.leaves()) {
            addCounts(leaf, counts);
          }
          return counts;
        });
  }

  private static void addCounts(LeafReaderContext leaf, Map<String, Long> counts)
      throws IOException {
    SortedDocValues names = DocValues.getSorted(leaf.reader(), MethodDocument.REPOSITORY);
    @Nullable Bits live = leaf.reader().getLiveDocs();
    long[] byOrdinal = new long[names.getValueCount()];
    while (names.nextDoc() != SortedDocValues.NO_MORE_DOCS) {
      if (live == null || live.get(names.docID())) {
        byOrdinal[names.ordValue()]++;
      }
    }
    for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
      if (byOrdinal[ordinal] > 0) {
        counts.merge(names.lookupOrd(ordinal).utf8ToString(), byOrdinal[ordinal], Long::sum);
      }
    }
  }

  @Override
  public List<Candidate> nearest(Embedding query, int count, Filter filter, Deadline deadline) {
    requirePositive(count);
    return read("search the vectors", () -> vectors.nearest(query, count, filter, deadline));
  }

  @Override
  public List<Candidate> nearestExact(
      Embedding query, int count, Filter filter, Deadline deadline) {
    requirePositive(count);
    return read("compare the vectors", () -> vectors.nearestExact(query, count, filter, deadline));
  }

  @Override
  public List<Candidate> matching(String text, int count, Filter filter, Deadline deadline) {
    requirePositive(count);
    return read("search the words", () -> words.matching(text, count, filter, deadline));
  }

  private static void requirePositive(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("At least 1 method must be wanted, not " + count);
    }
  }

  @Override
  public float[] cosines(Embedding query, int[] refs) {
    return read("compare vectors", () -> vectors.cosines(query, refs));
  }

  @Override
  public List<LexicalMatch> lexicalMatches(String text, int[] refs) {
    return read("score words", () -> words.matches(text, refs));
  }

  @Override
  public List<List<String>> wordsOfLines(String query, List<String> lines) {
    return words.wordsOfLines(query, lines);
  }

  @Override
  public float[] nameShares(String text, List<String> names) {
    return words.nameShares(text, names);
  }

  @Override
  public float knownWordShare(String text) {
    return read("look up words", () -> words.knownWordShare(text));
  }

  @Override
  public MethodTraits traits(int ref) {
    return read(
        "read traits",
        () -> MethodDocument.PackedTraits.unpack(number(ref, MethodDocument.TRAITS)));
  }

  private long number(int ref, String field) throws IOException {
    LeafReaderContext leaf = view.leafOf(ref);
    NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
    if (!values.advanceExact(ref - leaf.docBase)) {
      throw new IllegalArgumentException("No method has the ref " + ref);
    }
    return values.longValue();
  }

  @Override
  public MethodPlace place(int ref) {
    return read("look up a name", () -> places.place(view.leafOf(ref), ref));
  }

  @Override
  public Embedding embedding(int ref) {
    return read("read a vector", () -> vectors.embedding(ref));
  }

  @Override
  public StoredMethod fetch(int ref) {
    return read(
        "fetch a method", () -> MethodDocument.stored(index.reader().storedFields().document(ref)));
  }

  @Override
  public Optional<StoredMethod> method(MethodId id) {
    OptionalInt ref = read("look up a method", () -> ref(id));
    return ref.isPresent() ? Optional.of(fetch(ref.getAsInt())) : Optional.empty();
  }

  @Override
  public Optional<Embedding> embedding(MethodId id) {
    return read(
        "look up a vector",
        () -> {
          OptionalInt ref = ref(id);
          return ref.isPresent()
              ? Optional.of(vectors.embedding(ref.getAsInt()))
              : Optional.empty();
        });
  }

  private OptionalInt ref(MethodId id) throws IOException {
    Postings postings = new Postings(view, new Term(MethodDocument.ID, id.value()));
    return postings.refs().findFirst();
  }

  @Override
  public Set<MethodId> methodIds(FileKey file) {
    return read(
        "look up a file",
        () -> {
          StoredFields stored = index.reader().storedFields();
          Set<MethodId> ids = new HashSet<>();
          for (int ref : new Postings(view, MethodDocument.fileTerm(file)).refs().toArray()) {
            ids.add(MethodDocument.id(stored.document(ref, MethodDocument.IDENTIFYING_FIELDS)));
          }
          return ids;
        });
  }

  @Override
  public Optional<StoredMethod> methodAt(FileKey file, int line) {
    return read(
        "look up a line",
        () -> {
          int innermost = -1;
          long fewestLines = Long.MAX_VALUE;
          for (int ref : new Postings(view, MethodDocument.fileTerm(file)).refs().toArray()) {
            long first = number(ref, MethodDocument.FIRST_LINE);
            long last = number(ref, MethodDocument.LAST_LINE);
            if (first <= line && line <= last && last - first < fewestLines) {
              innermost = ref;
              fewestLines = last - first;
            }
          }
          return innermost < 0 ? Optional.empty() : Optional.of(fetch(innermost));
        });
  }

  @Override
  public LinkTable links() {
    return links;
  }

  <T> T read(String attempt, Reading<T> reading) {
    if (closed.get()) {
      throw new IllegalStateException("The snapshot is closed");
    }
    try {
      return reading.run();
    } catch (IOException e) {
      throw new StoreUnavailableException(attempt, index.sequence(), e);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      index.release();
    }
  }

  @FunctionalInterface
  interface Reading<T> {
    T run() throws IOException;
  }
}
