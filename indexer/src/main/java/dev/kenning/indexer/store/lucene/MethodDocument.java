package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.fact.FactList;
import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.link.MethodLinks;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.LinkedMethod;
import dev.kenning.indexer.store.MethodPlace;
import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.indexer.store.lexical.WordWeigher;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/// The schema: how a method becomes a Lucene document and comes back.
///
/// | field | kept as | for |
/// | --- | --- | --- |
/// | `embedding` | vector, raw and quantised, with a graph | nearest |
/// | `words` | postings with weights for frequencies, no norms | matching |
/// | `file` | term: repository, NUL, path | replacing a file, `methodAt` |
/// | `id`, `repository`, `path`, `package`, `kind`, `modifier`, `test` | terms | look-up, filters |
/// | `fact` | terms: those of `FactPattern.terms` | filters |
/// | `called`, `declares`, `extended` | terms: those of `MethodLinks` | links |
/// | `repository` | sorted doc values | counts |
/// | `traits`, `from`, `to` | numeric doc values | ranking, `methodAt` |
/// | `s.*` | stored | answers |
final class MethodDocument {
  static final String EMBEDDING = "embedding";
  static final String WORDS = "words";
  static final String ID = "id";
  static final String REPOSITORY = "repository";
  static final String PATH = "path";
  static final String PACKAGE = "package";
  static final String KIND = "kind";
  static final String MODIFIER = "modifier";
  static final String TEST = "test";
  static final String FACT = "fact";
  static final String CALLED = "called";
  static final String DECLARES = "declares";
  static final String EXTENDED = "extended";
  static final String TRAITS = "traits";
  static final String FIRST_LINE = "from";
  static final String LAST_LINE = "to";
  private static final String FILE = "file";
  private static final String YES = "1";

  private static final String STORED_ID = "s.id";
  private static final String STORED_REPOSITORY = "s.repository";
  private static final String STORED_PATH = "s.path";
  private static final String STORED_HASH = "s.hash";
  private static final String STORED_PACKAGE = "s.package";
  private static final String STORED_TYPE = "s.type";
  private static final String STORED_NAME = "s.name";
  private static final String STORED_SYMBOL = "s.symbol";
  private static final String STORED_SIGNATURE = "s.signature";
  private static final String STORED_MODIFIER = "s.modifier";
  private static final String STORED_ANNOTATION = "s.annotation";
  private static final String STORED_DOC = "s.doc";
  private static final String STORED_CODE = "s.code";
  private static final String STORED_TRAITS = "s.traits";
  private static final String STORED_FACTS = "s.facts";
  private static final String STORED_CALLS = "s.calls";
  private static final String STORED_OUTLINE = "s.outline";
  private static final String STORED_LINES = "s.lines";

  /// What tells a stored method from others, for those who look through all of them.
  static final Set<String> IDENTIFYING_FIELDS =
      Set.of(STORED_ID, STORED_REPOSITORY, STORED_PATH, STORED_HASH);

  /// What links a stored method with others.
  static final Set<String> LINK_FIELDS =
      Set.of(STORED_ID, STORED_REPOSITORY, STORED_PATH, STORED_CALLS, STORED_OUTLINE, STORED_LINES);

  static final Set<String> PLACE_FIELDS =
      Set.of(STORED_REPOSITORY, STORED_PATH, STORED_TYPE, STORED_NAME);

  private static final FieldType WEIGHTED_WORDS = weightedWords();

  private MethodDocument() {}

  private static FieldType weightedWords() {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(true); // lengths are part of the weights
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }

  static Term fileTerm(FileKey file) {
    return new Term(FILE, file.repository() + '\0' + file.path());
  }

  static Term yes(String field) {
    return new Term(field, YES);
  }

  static Document of(IndexedMethod method, String contentHash, WordWeigher weigher) {
    MethodUnit unit = method.unit();
    Document document = new Document();
    addSearched(document, method, weigher);
    addStored(document, unit, contentHash);
    return document;
  }

  private static void addSearched(Document document, IndexedMethod method, WordWeigher weigher) {
    MethodUnit unit = method.unit();
    document.add(
        new KnnFloatVectorField(
            EMBEDDING, method.embedding().toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    document.add(new Field(WORDS, new WeightedTermStream(weigher.weigh(unit)), WEIGHTED_WORDS));
    document.add(term(ID, unit.id().value()));
    document.add(term(FILE, fileTerm(unit.file()).text()));
    document.add(term(REPOSITORY, unit.file().repository()));
    document.add(new SortedDocValuesField(REPOSITORY, new BytesRef(unit.file().repository())));
    document.add(term(PATH, unit.file().path()));
    document.add(term(PACKAGE, unit.packageName()));
    document.add(term(KIND, unit.kind().word()));
    unit.modifiers().forEach(modifier -> document.add(term(MODIFIER, modifier)));
    if (unit.test()) {
      document.add(term(TEST, YES));
    }
    unit.facts().stream()
        .flatMap(fact -> FactPattern.terms(fact).stream())
        .distinct()
        .forEach(fact -> document.add(term(FACT, fact)));
    MethodLinks links = unit.links();
    links.called().forEach(called -> document.add(term(CALLED, called)));
    links.declares().forEach(type -> document.add(term(DECLARES, type)));
    links.extended().forEach(type -> document.add(term(EXTENDED, type)));
    document.add(new NumericDocValuesField(TRAITS, PackedTraits.pack(MethodTraits.of(unit))));
    document.add(new NumericDocValuesField(FIRST_LINE, unit.span().docStartLine()));
    document.add(new NumericDocValuesField(LAST_LINE, unit.span().endLine()));
  }

  private static Field term(String field, String value) {
    return new StringField(field, value, Field.Store.NO);
  }

  private static void addStored(Document document, MethodUnit unit, String contentHash) {
    document.add(new StoredField(STORED_ID, unit.id().value()));
    document.add(new StoredField(STORED_REPOSITORY, unit.file().repository()));
    document.add(new StoredField(STORED_PATH, unit.file().path()));
    document.add(new StoredField(STORED_HASH, contentHash));
    document.add(new StoredField(STORED_PACKAGE, unit.packageName()));
    document.add(new StoredField(STORED_TYPE, unit.type()));
    document.add(new StoredField(STORED_NAME, unit.name()));
    document.add(new StoredField(STORED_SYMBOL, unit.symbol()));
    document.add(new StoredField(STORED_SIGNATURE, unit.signature()));
    // In an order of their own: a set's differs from one process to the next.
    unit.modifiers().stream()
        .sorted()
        .forEach(modifier -> document.add(new StoredField(STORED_MODIFIER, modifier)));
    unit.annotations().forEach(a -> document.add(new StoredField(STORED_ANNOTATION, a)));
    document.add(new StoredField(STORED_DOC, unit.doc()));
    document.add(new StoredField(STORED_CODE, unit.code()));
    document.add(new StoredField(STORED_FACTS, FactList.write(unit.facts())));
    addLinks(document, unit.links());
    document.add(new StoredField(STORED_TRAITS, PackedTraits.pack(MethodTraits.of(unit))));
    SourceSpan span = unit.span();
    document.add(new StoredField(STORED_LINES, span.docStartLine()));
    document.add(new StoredField(STORED_LINES, span.startLine()));
    document.add(new StoredField(STORED_LINES, span.endLine()));
  }

  private static void addLinks(Document document, MethodLinks links) {
    if (!links.calls().isEmpty()) {
      document.add(new StoredField(STORED_CALLS, links.calls()));
    }
    if (!links.outline().isEmpty()) {
      document.add(new StoredField(STORED_OUTLINE, links.outline()));
    }
  }

  /// Of a document read with [#LINK_FIELDS].
  static LinkedMethod linked(Document document) {
    String calls = document.get(STORED_CALLS);
    String outline = document.get(STORED_OUTLINE);
    return new LinkedMethod(
        id(document),
        file(document),
        line(document.getFields(STORED_LINES)[1]),
        calls == null ? "" : calls,
        outline == null ? "" : outline);
  }

  static MethodId id(Document document) {
    return new MethodId(text(document, STORED_ID));
  }

  static FileKey file(Document document) {
    return new FileKey(text(document, STORED_REPOSITORY), text(document, STORED_PATH));
  }

  static MethodPlace place(Document document) {
    return new MethodPlace(
        file(document), text(document, STORED_TYPE), text(document, STORED_NAME));
  }

  static String contentHash(Document document) {
    return text(document, STORED_HASH);
  }

  static StoredMethod stored(Document document) {
    MethodTraits traits = PackedTraits.unpack(number(document, STORED_TRAITS));
    IndexableField[] lines = document.getFields(STORED_LINES);
    return new StoredMethod(
        new MethodId(text(document, STORED_ID)),
        new FileKey(text(document, STORED_REPOSITORY), text(document, STORED_PATH)),
        text(document, STORED_HASH),
        traits.kind(),
        text(document, STORED_PACKAGE),
        text(document, STORED_TYPE),
        text(document, STORED_NAME),
        text(document, STORED_SYMBOL),
        text(document, STORED_SIGNATURE),
        Set.of(document.getValues(STORED_MODIFIER)),
        List.of(document.getValues(STORED_ANNOTATION)),
        text(document, STORED_DOC),
        new SourceSpan(line(lines[0]), line(lines[1]), line(lines[2])),
        text(document, STORED_CODE),
        traits.statementCount(),
        traits.hasBody(),
        traits.test(),
        facts(document));
  }

  /// None in an index of schema 1, which answers until its successor is built.
  private static List<Fact> facts(Document document) {
    String facts = document.get(STORED_FACTS);
    return facts == null ? List.of() : FactList.read(facts);
  }

  private static int line(IndexableField field) {
    return field.numericValue().intValue();
  }

  private static String text(Document document, String field) {
    String value = document.get(field);
    if (value == null) {
      throw new IllegalStateException("A method's document has no " + field);
    }
    return value;
  }

  private static long number(Document document, String field) {
    IndexableField value = document.getField(field);
    if (value == null) {
      throw new IllegalStateException("A method's document has no " + field);
    }
    return value.numericValue().longValue();
  }

  /// [MethodTraits] in one number: bits 0–3 the kind, 4 body, 5 deprecated, 6 test, from bit 8 the
  /// statement count.
  static final class PackedTraits {
    private static final int HAS_BODY = 1 << 4;
    private static final int DEPRECATED = 1 << 5;
    private static final int IN_TESTS = 1 << 6;
    private static final int COUNT_SHIFT = 8;
    private static final int KIND_MASK = 0xF;

    private PackedTraits() {}

    static long pack(MethodTraits traits) {
      return kindCode(traits.kind())
          | (traits.hasBody() ? HAS_BODY : 0)
          | (traits.deprecated() ? DEPRECATED : 0)
          | (traits.test() ? IN_TESTS : 0)
          | (long) traits.statementCount() << COUNT_SHIFT;
    }

    static MethodTraits unpack(long packed) {
      return new MethodTraits(
          kind((int) (packed & KIND_MASK)),
          (int) (packed >>> COUNT_SHIFT),
          (packed & HAS_BODY) != 0,
          (packed & DEPRECATED) != 0,
          (packed & IN_TESTS) != 0);
    }

    // Codes are part of the file format, so they do not follow the order of the enum.
    private static int kindCode(MethodKind kind) {
      return switch (kind) {
        case METHOD -> 0;
        case CONSTRUCTOR -> 1;
        case INITIALIZER -> 2;
      };
    }

    private static MethodKind kind(int code) {
      return switch (code) {
        case 0 -> MethodKind.METHOD;
        case 1 -> MethodKind.CONSTRUCTOR;
        case 2 -> MethodKind.INITIALIZER;
        default -> throw new IllegalStateException("No method kind has the code " + code);
      };
    }
  }
}
