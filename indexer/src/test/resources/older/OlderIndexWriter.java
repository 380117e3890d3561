import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/// Writes documents that another process described, with the Lucene that is on the class path: run
/// as `java -cp lucene-core-9.12….jar OlderIndexWriter.java FOLDER DESCRIPTION`. The description is
/// lines of a kind, a field and a value, separated by tabs; the value escapes backslash, tab and
/// line ends. `end` ends a document, `commit` gives a pair of the commit's user data.
final class OlderIndexWriter {
  private final Map<String, String> userData = new HashMap<>();
  private Document document = new Document();

  public static void main(String[] arguments) throws Exception {
    new OlderIndexWriter().write(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  private void write(Path folder, Path description) throws Exception {
    IndexWriterConfig config =
        new IndexWriterConfig(new StandardAnalyzer()).setCodec(new Quantised()).setUseCompoundFile(false);
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(description, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", 3);
        if (parts[0].equals("end")) {
          writer.addDocument(document);
          document = new Document();
        } else {
          add(parts[0], parts[1], plain(parts[2]));
        }
      }
      writer.setLiveCommitData(userData.entrySet());
      writer.commit();
    }
  }

  private void add(String kind, String field, String value) {
    switch (kind) {
      case "commit" -> userData.put(field, value);
      case "term" -> document.add(new StringField(field, value, Field.Store.NO));
      case "sorted" -> document.add(new SortedDocValuesField(field, new BytesRef(value)));
      case "number" -> document.add(new NumericDocValuesField(field, Long.parseLong(value)));
      case "text" -> document.add(new StoredField(field, value));
      case "int" -> document.add(new StoredField(field, Integer.parseInt(value)));
      case "long" -> document.add(new StoredField(field, Long.parseLong(value)));
      case "vector" ->
          document.add(
              new KnnFloatVectorField(field, vector(value), VectorSimilarityFunction.DOT_PRODUCT));
      case "words" -> document.add(new Field(field, new Words(value), wordsType()));
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private static float[] vector(String value) {
    String[] parts = value.split(" ");
    float[] vector = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      vector[i] = Float.parseFloat(parts[i]);
    }
    return vector;
  }

  private static FieldType wordsType() {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }

  private static String plain(String escaped) {
    return escaped.translateEscapes();
  }

  /// Pairs of a term and its frequency, separated by spaces.
  private static final class Words extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final Iterator<String> parts;

    Words(String value) {
      parts = Arrays.asList(value.split(" ")).iterator();
    }

    @Override
    public boolean incrementToken() {
      if (!parts.hasNext()) {
        return false;
      }
      clearAttributes();
      term.append(parts.next());
      frequency.setTermFrequency(Integer.parseInt(parts.next()));
      return true;
    }
  }

  private static final class Quantised extends org.apache.lucene.codecs.FilterCodec {
    Quantised() {
      super("Lucene912", new Lucene912Codec());
    }

    @Override
    public KnnVectorsFormat knnVectorsFormat() {
      return new org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat() {
        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
          return new Lucene99HnswScalarQuantizedVectorsFormat();
        }
      };
    }
  }
}
