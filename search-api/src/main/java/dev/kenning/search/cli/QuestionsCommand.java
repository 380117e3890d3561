package dev.kenning.search.cli;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.pair.TestQuestion;
import dev.kenning.indexer.pair.TestQuestions;
import dev.kenning.indexer.source.Discovery;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.answer.WireFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes judged intents of a library's tests.
@Command(
    name = "questions",
    sortOptions = false,
    description = {
      "Make judged intents of the tests in a tree: what a test's comment or name says, answered by"
          + " the method that it tests.",
      "Writes queries.jsonl and qrels.jsonl, for 'kenning evaluate' and 'kenning benchmark"
          + " ranking'."
    },
    footer = {"", "Example:", "  kenning benchmark questions ~/src/shop --output /tmp/shop"})
final class QuestionsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "PATH", description = "A tree with both sources and tests.")
  private String path = "";

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where to write the two files.")
  private String output = "";

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      defaultValue = "test",
      description = "What the ids of the queries begin with (default: test).")
  private String prefix = "test";

  QuestionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<TestQuestion> questions = new TestQuestions(units()).all();
    Path folder = Files.createDirectories(terminal.resolve(output));
    try (BufferedWriter queries = Files.newBufferedWriter(folder.resolve("queries.jsonl"));
        BufferedWriter qrels = Files.newBufferedWriter(folder.resolve("qrels.jsonl"))) {
      for (int i = 0; i < questions.size(); i++) {
        String id = "%s-%04d".formatted(prefix, i + 1);
        TestQuestion question = questions.get(i);
        line(queries, query(id, question));
        for (MethodUnit tested : question.tested()) {
          line(qrels, judgement(id, tested));
        }
      }
    }
    terminal.out().printf(Locale.ROOT, "%,d questions in %s%n", questions.size(), folder);
    return ExitStatus.DONE.code;
  }

  private static Map<String, Object> query(String id, TestQuestion question) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("id", id);
    wire.put("query", question.text());
    wire.put("wording", question.wording().name().toLowerCase(Locale.ROOT));
    wire.put("test", question.test().symbol().replaceFirst("\\(.*", ""));
    return wire;
  }

  private static Map<String, Object> judgement(String id, MethodUnit tested) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("query_id", id);
    wire.put("file", pathFromPackage(tested));
    wire.put("method", tested.name());
    wire.put("line", tested.span().startLine());
    wire.put("relevance", 1);
    return wire;
  }

  /// However the libraries are laid out, a file's path ends like this.
  private static String pathFromPackage(MethodUnit unit) {
    String path = unit.file().path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return unit.packageName().isEmpty() ? name : unit.packageName().replace('.', '/') + "/" + name;
  }

  private static void line(BufferedWriter writer, Map<String, Object> wire) throws IOException {
    writer.write(WireFormat.text(wire));
    writer.newLine();
  }

  private List<MethodUnit> units() {
    MethodExtractor extractor = new MethodExtractor();
    List<MethodUnit> units = new ArrayList<>();
    try (SourceTree tree = SourceTree.open(terminal.resolve(path), SourceRules.DEFAULT)) {
      tree.walk(discovery -> {
        if (discovery instanceof Discovery.Found found
            && found.read() instanceof Reading.Read read
            && SourceText.decode(read.content().toBytes()) instanceof SourceText.Decoded decoded) {
          FileKey file = new FileKey(tree.defaultName(), found.path());
          units.addAll(extractor.extract(file, decoded.text()).methods());
        }
      });
    }
    return units;
  }
}
