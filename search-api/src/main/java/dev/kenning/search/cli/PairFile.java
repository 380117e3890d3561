package dev.kenning.search.cli;

import dev.kenning.indexer.pair.MinedPair;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Mined pairs as lines of JSON, for people to read and for a run that goes on not to mine again.
/// The first line names what they were mined by.
final class PairFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;
  private final String minedBy;

  /// @param minedBy a plan in words; pairs of another are not read
  PairFile(Path file, String minedBy) {
    this.file = file;
    this.minedBy = minedBy;
  }

  /// Empty if there are none, or they were mined by another plan.
  Optional<List<MinedPair>> read() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty()
          || !JSON.readTree(lines.getFirst()).path("mined_by").asString().equals(minedBy)) {
        return Optional.empty();
      }
      List<MinedPair> pairs = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        JsonNode pair = JSON.readTree(line);
        pairs.add(
            new MinedPair(
                pair.path("library").asString(),
                MinedPair.Source.valueOf(pair.path("source").asString()),
                pair.path("query").asString(),
                pair.path("passage").asString()));
      }
      return Optional.of(pairs);
    } catch (IOException e) {
      throw new UncheckedIOException("The pairs in " + file + " cannot be read", e);
    }
  }

  void write(List<MinedPair> pairs) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      try (BufferedWriter out = Files.newBufferedWriter(draft)) {
        line(out, Map.of("mined_by", minedBy));
        for (MinedPair pair : pairs) {
          Map<String, String> fields = new LinkedHashMap<>();
          fields.put("library", pair.library());
          fields.put("source", pair.source().name());
          fields.put("query", pair.query());
          fields.put("passage", pair.passage());
          line(out, fields);
        }
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The pairs cannot be written to " + file, e);
    }
  }

  private static void line(BufferedWriter out, Map<String, String> fields) throws IOException {
    out.write(JSON.writeValueAsString(fields));
    out.write('\n');
  }
}
