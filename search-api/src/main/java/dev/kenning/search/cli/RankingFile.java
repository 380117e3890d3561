package dev.kenning.search.cli;

import dev.kenning.search.answer.MethodResult;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.evaluation.RankedMethod;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rankings as scorers read them: a line for each query, `{"query_id", "results": [{"file",
/// "method", "line", "end_line"}]}`, best first.
final class RankingFile {
  private RankingFile() {}

  static RankedMethod ranked(MethodResult result) {
    return new RankedMethod(result.path(), result.method(), result.startLine(), result.endLine());
  }

  static void write(Path file, Map<String, List<RankedMethod>> rankings) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, List<RankedMethod>> ranking : rankings.entrySet()) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("query_id", ranking.getKey());
        line.put("results", ranking.getValue());
        writer.write(WireFormat.text(line));
        writer.newLine();
      }
    }
  }
}
