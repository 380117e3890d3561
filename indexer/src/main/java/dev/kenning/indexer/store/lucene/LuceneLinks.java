package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.store.LinkTable;
import dev.kenning.indexer.store.LinkedMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;

/// The links of one snapshot's methods.
final class LuceneLinks implements LinkTable {
  private final IndexView view;
  private final LuceneSnapshot snapshot;

  LuceneLinks(IndexView view, LuceneSnapshot snapshot) {
    this.view = view;
    this.snapshot = snapshot;
  }

  @Override
  public boolean areKept() {
    return snapshot.read(
        "look for links",
        () -> {
          for (LeafReaderContext leaf : view.leaves()) {
            if (leaf.reader().terms(MethodDocument.DECLARES) != null) {
              return true;
            }
          }
          return view.reader().numDocs() == 0;
        });
  }

  @Override
  public Optional<LinkedMethod> method(MethodId id) {
    return first(read(new Term(MethodDocument.ID, id.value()), _ -> true, 1));
  }

  @Override
  public List<LinkedMethod> calling(String term, Predicate<String> repositories, int limit) {
    return read(
        new Term(MethodDocument.CALLED, term),
        method -> repositories.test(method.file().repository()),
        limit);
  }

  @Override
  public List<LinkedMethod> declaring(String type) {
    return read(new Term(MethodDocument.DECLARES, type), _ -> true, Integer.MAX_VALUE);
  }

  @Override
  public List<LinkedMethod> extending(String simpleName, int limit) {
    return read(new Term(MethodDocument.EXTENDED, simpleName), _ -> true, limit);
  }

  @Override
  public Optional<LinkedMethod> outline(FileKey file) {
    // written together in order, so it is the file's first
    return first(read(MethodDocument.fileTerm(file), method -> !method.outline().isEmpty(), 1));
  }

  private static Optional<LinkedMethod> first(List<LinkedMethod> methods) {
    return methods.isEmpty() ? Optional.empty() : Optional.of(methods.getFirst());
  }

  private List<LinkedMethod> read(Term term, Predicate<LinkedMethod> wanted, int limit) {
    return snapshot.read(
        "look up links",
        () -> {
          StoredFields stored = view.reader().storedFields();
          List<LinkedMethod> methods = new ArrayList<>();
          PrimitiveIterator.OfInt refs = new Postings(view, term).refs().iterator();
          while (refs.hasNext() && methods.size() < limit) {
            LinkedMethod method = linked(stored, refs.nextInt());
            if (wanted.test(method)) {
              methods.add(method);
            }
          }
          return methods;
        });
  }

  private static LinkedMethod linked(StoredFields stored, int ref) throws IOException {
    return MethodDocument.linked(stored.document(ref, MethodDocument.LINK_FIELDS));
  }
}
