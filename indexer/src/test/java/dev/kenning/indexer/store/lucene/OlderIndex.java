package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.lexical.WordWeigher;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexableField;

/// Writes an index with Lucene 9.12, in a process of its own whose class path holds nothing else.
/// The build puts its jar into `target/lucene-9.12`.
public final class OlderIndex {
  private static final Path JARS = Path.of("target", "lucene-9.12");
  private static final String WRITER = "src/test/resources/older/OlderIndexWriter.java";

  private OlderIndex() {}

  /// The index that today's store would write, with the same fields and commit record.
  public static void write(
      Path folder,
      IndexFingerprint fingerprint,
      SequenceNumber sequence,
      String contentHash,
      List<IndexedMethod> methods)
      throws IOException, InterruptedException {
    Path description = Files.createTempFile("older-index", ".txt");
    try {
      Files.writeString(description, description(fingerprint, sequence, contentHash, methods));
      Files.createDirectories(folder);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  jars(),
                  WRITER,
                  folder.toString(),
                  description.toString())
              .redirectErrorStream(true)
              .start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("Lucene 9.12 did not write the index: " + told);
      }
    } finally {
      Files.delete(description);
    }
  }

  private static String jars() throws IOException {
    try (Stream<Path> jars = Files.list(JARS)) {
      return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static String description(
      IndexFingerprint fingerprint,
      SequenceNumber sequence,
      String contentHash,
      List<IndexedMethod> methods)
      throws IOException {
    StringBuilder text = new StringBuilder();
    new CommitRecord(sequence, fingerprint)
        .toUserData()
        .forEach((key, value) -> line(text, "commit", key, value));
    WordWeigher weigher = new WordWeigher(StoreConfig.DEFAULT.lexical(), new SnowballEnglish());
    for (IndexedMethod method : methods) {
      Document document = MethodDocument.of(method, contentHash, weigher);
      for (IndexableField field : document) {
        describe(text, field);
      }
      text.append("end\n");
    }
    return text.toString();
  }

  private static void describe(StringBuilder text, IndexableField field) throws IOException {
    if (field instanceof KnnFloatVectorField vector) {
      String numbers = Arrays.toString(vector.vectorValue()).replaceAll("[\\[\\],]", "");
      line(text, "vector", field.name(), numbers);
    } else if (field.tokenStream(null, null) instanceof WeightedTermStream words
        && field.fieldType().tokenized()) {
      line(text, "words", field.name(), words(words));
    } else if (field.fieldType().docValuesType() == DocValuesType.SORTED) {
      line(text, "sorted", field.name(), field.binaryValue().utf8ToString());
    } else if (field.fieldType().docValuesType() == DocValuesType.NUMERIC) {
      line(text, "number", field.name(), field.numericValue().toString());
    } else if (field.fieldType().stored()) {
      Number number = field.numericValue();
      String kind = number == null ? "text" : number instanceof Integer ? "int" : "long";
      line(text, kind, field.name(), number == null ? field.stringValue() : number.toString());
    } else {
      line(text, "term", field.name(), field.stringValue());
    }
  }

  private static String words(WeightedTermStream stream) {
    StringBuilder words = new StringBuilder();
    stream.reset();
    while (stream.incrementToken()) {
      words
          .append(stream.getAttribute(CharTermAttribute.class))
          .append(' ')
          .append(stream.getAttribute(TermFrequencyAttribute.class).getTermFrequency())
          .append(' ');
    }
    return words.toString().strip();
  }

  private static void line(StringBuilder text, String kind, String field, String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    text.append(kind).append('\t').append(field).append('\t').append(escaped).append('\n');
  }
}
