package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.passage.PassageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small sources and what is expected of them, in text a person can read and compare:
/// `src/test/resources/methods/NAME.java` and `NAME.expected`. After a wanted change, run with
/// `-Dkenning.expected=write` and read the difference.
class ExpectedMethodsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "methods");

  private final PassageWriter passages = new PassageWriter();

  @ParameterizedTest
  @ValueSource(strings = {"Backoff", "EveryPlace", "NewSyntax", "Script", "Broken"})
  void sourcesGiveTheExpectedMethods(String name) throws IOException {
    String source = Files.readString(FOLDER.resolve(name + ".java"));
    FileKey file = new FileKey("shop", "src/main/java/com/shop/" + name + ".java");
    String found = written(new MethodExtractor().extract(file, source));
    Path expected = FOLDER.resolve(name + ".expected");
    if ("write".equals(System.getProperty("kenning.expected"))) {
      Files.writeString(expected, found);
    }
    assertThat(found).isEqualTo(Files.readString(expected));
  }

  private String written(ParsedFile file) {
    StringBuilder text = new StringBuilder();
    for (ParseProblem problem : file.problems()) {
      text.append("problem    line %d: %s%n".formatted(problem.line(), problem.reason()));
    }
    file.methods().forEach(unit -> text.append(written(unit)));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private String written(MethodUnit unit) {
    StringBuilder text = new StringBuilder("\n" + unit.kind().word() + " " + unit.symbol() + "\n");
    line(text, "id", unit.id().value());
    line(
        text,
        "lines",
        "%d-%d, documented from %d"
            .formatted(unit.span().startLine(), unit.span().endLine(), unit.span().docStartLine()));
    line(text, "in", unit.typeKind() + " " + unit.type());
    line(text, "type doc", unit.typeDoc());
    line(text, "signature", unit.signature());
    line(text, "modifiers", String.join(" ", unit.modifiers()));
    line(text, "annotated", String.join(" ", unit.annotations()));
    line(text, "doc", unit.doc().replace("\n", " | "));
    line(text, "body", unit.hasBody() ? unit.statementCount() + " statements" : "none");
    words(text, "calls", unit.words().calledNames());
    words(text, "names", unit.words().identifiers());
    words(text, "literals", unit.words().literals());
    words(text, "comments", unit.words().comments());
    line(text, "passage", passages.write(unit).text());
    return text.toString();
  }

  private static void words(StringBuilder text, String label, List<String> words) {
    line(text, label, String.join(" · ", words).replace("\n", "\\n"));
  }

  private static void line(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append("  %-10s %s%n".formatted(label, value));
    }
  }
}
