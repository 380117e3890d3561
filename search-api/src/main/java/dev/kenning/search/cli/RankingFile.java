package dev.kenning.search.cli;

import dev.kenning.search.answer.MethodResult;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.evaluation.RankedMethod;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  /// Reads what [#write] wrote.
  ///
  /// @throws WrongCallException if the file is something else
  static Map<String, List<RankedMethod>> read(Path file) throws IOException {
    Map<String, List<RankedMethod>> rankings = new LinkedHashMap<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      try {
        JsonNode row = JsonMapper.shared().readTree(line);
        List<RankedMethod> ranking = new ArrayList<>();
        for (JsonNode one : row.path("results")) {
          ranking.add(
              new RankedMethod(
                  one.path("file").stringValue(),
                  one.path("method").stringValue(),
                  one.path("line").intValue(),
                  one.path("end_line").intValue()));
        }
        rankings.put(row.path("query_id").stringValue(), ranking);
      } catch (JacksonException | IllegalArgumentException e) {
        throw new WrongCallException(
            "%s:%d holds no ranking as --results writes them.".formatted(file, number));
      }
    }
    return rankings;
  }
}
