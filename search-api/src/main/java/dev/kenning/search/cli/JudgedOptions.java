package dev.kenning.search.cli;

import dev.kenning.search.evaluation.JudgedSet;
import java.io.IOException;
import picocli.CommandLine.Option;

/// Judged intents, in their two files.
final class JudgedOptions {
  @Option(names = "--queries", paramLabel = "FILE", required = true, description = "The intents.")
  private String queries = "";

  @Option(names = "--qrels", paramLabel = "FILE", required = true, description = "The judgements.")
  private String qrels = "";

  JudgedSet read(Terminal terminal) throws IOException {
    return JudgedSet.read(terminal.resolve(queries), terminal.resolve(qrels));
  }
}
