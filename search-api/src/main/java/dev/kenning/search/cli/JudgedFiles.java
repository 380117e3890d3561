package dev.kenning.search.cli;

import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Questions and judgements in the two files that `evaluate` reads.
final class JudgedFiles {
  private JudgedFiles() {}

  static void write(Path folder, JudgedSet set) throws IOException {
    Files.createDirectories(folder);
    try (BufferedWriter queries = Files.newBufferedWriter(folder.resolve("queries.jsonl"));
        BufferedWriter qrels = Files.newBufferedWriter(folder.resolve("qrels.jsonl"))) {
      for (JudgedQuery query : set.queries()) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("id", query.id());
        wire.put("query", query.text());
        wire.putAll(query.fields());
        line(queries, wire);
        for (var judgement : query.judgements()) {
          line(qrels, judgement);
        }
      }
    }
  }

  private static void line(BufferedWriter writer, Object wire) throws IOException {
    writer.write(WireFormat.text(wire));
    writer.newLine();
  }
}
