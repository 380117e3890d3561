package dev.kenning.search.cli;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.passage.PassageWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The passage of a piece of Java that is in no file: read as a file, else as the members of a
/// class, else as the statements of a method. Of several methods the longest stands for the piece.
final class SnippetPassages implements Function<String, Passage> {
  private static final FileKey NOWHERE = new FileKey("snippet", "Snippet.java");
  private static final List<String> READINGS =
      List.of("%s", "class Snippet {\n%s\n}", "class Snippet {\nvoid snippet() {\n%s\n}\n}");

  private final MethodExtractor extractor = new MethodExtractor();
  private final PassageWriter writer = new PassageWriter();

  @Override
  public Passage apply(String code) {
    return READINGS.stream()
        .map(reading -> method(reading.formatted(code)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(writer::write)
        .orElseThrow(
            () -> new WrongCallException("the code holds no Java method that can be read."));
  }

  private Optional<MethodUnit> method(String source) {
    return extractor.extract(NOWHERE, source).methods().stream()
        .max(Comparator.comparingInt(unit -> unit.code().length()));
  }
}
