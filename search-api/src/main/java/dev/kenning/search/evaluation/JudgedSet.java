package dev.kenning.search.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Queries with their judgements, read from two files of one JSON object a line: queries have `id`
/// and `query` (other fields can be sliced by), judgements `query_id`, `file`, `method`, `line` and
/// `relevance`.
///
/// @param queries in the order of their file
public record JudgedSet(List<JudgedQuery> queries) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public JudgedSet {
    queries = List.copyOf(queries);
  }

  /// @throws IOException if a file cannot be read
  /// @throws MalformedJudgementsException naming the file, the line and what was expected there
  public static JudgedSet read(Path queries, Path judgements) throws IOException {
    Map<String, List<Judgement>> byQuery = new HashMap<>();
    for (Row row : rows(judgements)) {
      Judgement judgement =
          row.make(() ->
              new Judgement(
                  row.text("query_id"),
                  row.text("file"),
                  row.text("method"),
                  row.number("line"),
                  row.number("relevance")));
      byQuery.computeIfAbsent(judgement.queryId(), _ -> new ArrayList<>()).add(judgement);
    }
    Map<String, JudgedQuery> judged = new LinkedHashMap<>();
    for (Row row : rows(queries)) {
      String id = row.text("id");
      List<Judgement> answers = byQuery.getOrDefault(id, List.of());
      if (judged.put(id, new JudgedQuery(id, row.text("query"), row.fields(), answers)) != null) {
        throw row.wrong("the id \"" + id + "\" appears twice");
      }
    }
    if (judged.isEmpty()) {
      throw new MalformedJudgementsException(queries + " holds no query");
    }
    return new JudgedSet(List.copyOf(judged.values()));
  }

  /// Whether relevance has more than two grades.
  public boolean graded() {
    return queries.stream()
        .flatMap(query -> query.judgements().stream())
        .anyMatch(judgement -> judgement.relevance() > 1);
  }

  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        try {
          rows.add(new Row(file, number, JSON.readTree(line)));
        } catch (JacksonException e) {
          throw new MalformedJudgementsException(
              "%s:%d is not a JSON object: %s".formatted(file, number, e.getOriginalMessage()), e);
        }
      }
    }
    return rows;
  }

  private record Row(Path file, int line, JsonNode object) {
    String text(String field) {
      JsonNode value = object.path(field);
      if (!value.isString()) {
        throw wrong("\"" + field + "\" must be a string");
      }
      return value.stringValue();
    }

    int number(String field) {
      JsonNode value = object.path(field);
      if (!value.isIntegralNumber() || !value.canConvertToInt()) {
        throw wrong("\"" + field + "\" must be a whole number");
      }
      return value.intValue();
    }

    Map<String, String> fields() {
      Map<String, String> fields = new HashMap<>();
      object
          .properties()
          .forEach(entry -> fields.put(entry.getKey(), entry.getValue().asString("")));
      return fields;
    }

    Judgement make(java.util.function.Supplier<Judgement> maker) {
      try {
        return maker.get();
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }

    MalformedJudgementsException wrong(String expectation) {
      return new MalformedJudgementsException("%s:%d: %s".formatted(file, line, expectation));
    }
  }
}
