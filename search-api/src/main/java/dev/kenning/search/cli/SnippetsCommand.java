package dev.kenning.search.cli;

import dev.kenning.indexer.pair.SnippetQuestion;
import dev.kenning.indexer.pair.SnippetQuestions;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.comparison.MethodCorpus;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes judged intents of the comments amid a tree's code.
@Command(
    name = "snippets",
    sortOptions = false,
    description = {
      "Make judged intents of the comments amid a tree's code: what a comment says, answered by the"
          + " statements below it, which stand alone under a name that tells nothing.",
      "Writes tree/, queries.jsonl and qrels.jsonl, for 'kenning benchmark models'."
    },
    footer = {
      "",
      "Example:",
      "  kenning benchmark snippets ~/src/shop --output /tmp/snippets",
      "  kenning benchmark models --set /tmp/snippets/tree /tmp/snippets --model bge-small-en-v1.5"
    })
final class SnippetsCommand implements Callable<Integer> {
  private static final String METHOD = "snippet";

  private final Terminal terminal;

  @Parameters(paramLabel = "PATH", description = "A tree of sources.")
  private String path = "";

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where to write the set.")
  private String output = "";

  SnippetsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<SnippetQuestion> questions;
    try (SourceTree tree = SourceTree.open(terminal.resolve(path), SourceRules.DEFAULT)) {
      questions = new SnippetQuestions(MethodCorpus.of(tree).units()).all();
    }
    Path folder = terminal.resolve(output);
    Path tree = Files.createDirectories(folder.resolve("tree"));
    try (BufferedWriter queries = Files.newBufferedWriter(folder.resolve("queries.jsonl"));
        BufferedWriter qrels = Files.newBufferedWriter(folder.resolve("qrels.jsonl"))) {
      for (int i = 0; i < questions.size(); i++) {
        SnippetQuestion question = questions.get(i);
        String id = String.format(Locale.ROOT, "snippet-%04d", i + 1);
        String file = id + ".java";
        Files.writeString(tree.resolve(file), "class Snippet {\n" + question.code() + "}\n");
        line(queries, Map.of("id", id, "query", question.text()));
        Map<String, Object> judgement = new LinkedHashMap<>();
        judgement.put("query_id", id);
        judgement.put("file", file);
        judgement.put("method", METHOD);
        judgement.put("line", 2);
        judgement.put("relevance", 1);
        line(qrels, judgement);
      }
    }
    terminal.out().printf(Locale.ROOT, "%,d questions in %s%n", questions.size(), folder);
    return ExitStatus.DONE.code;
  }

  private static void line(BufferedWriter writer, Map<String, Object> wire) throws IOException {
    writer.write(WireFormat.text(wire));
    writer.newLine();
  }
}
