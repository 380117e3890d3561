package dev.kenning.indexer.pair;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Comments that say what the next statements do, each with those statements as a method that has
/// no name of its own: the nearest thing in a library to a question with a snippet for an answer.
///
/// A comment stands on lines of its own; its statements go on to the next blank line, the next
/// comment or the end of the block. What cannot be read as a method's body is left alone. For one
/// thread.
final class CommentedStatements {
  private static final int FEWEST_LINES = 2;
  private static final int MOST_LINES = 25;
  private static final FileKey NOWHERE = new FileKey("snippet", "Snippet.java");

  private final MethodExtractor extractor = new MethodExtractor();

  /// Gives each comment with its statements.
  void forEach(MethodUnit unit, BiConsumer<String, MethodUnit> visitor) {
    List<String> lines = unit.code().lines().map(String::strip).toList();
    int at = 0;
    while (at < lines.size()) {
      if (!lines.get(at).startsWith("// ")) {
        at++;
        continue;
      }
      StringBuilder comment = new StringBuilder();
      while (at < lines.size() && lines.get(at).startsWith("// ")) {
        comment.append(comment.isEmpty() ? "" : " ").append(lines.get(at).substring(3).strip());
        at++;
      }
      List<String> statements = statements(lines, at);
      at += statements.size();
      if (statements.size() >= FEWEST_LINES && statements.size() <= MOST_LINES) {
        read(statements).ifPresent(method -> visitor.accept(comment.toString(), method));
      }
    }
  }

  private static List<String> statements(List<String> lines, int first) {
    List<String> taken = new ArrayList<>();
    int depth = 0;
    for (int i = first; i < lines.size(); i++) {
      String line = lines.get(i);
      int after = depth + balance(line);
      boolean ends = depth == 0 && (line.isEmpty() || line.startsWith("//"));
      if (ends || after < 0 || (line.startsWith("}") && depth == 0)) {
        return taken;
      }
      taken.add(line);
      depth = after;
    }
    return taken;
  }

  private static int balance(String line) {
    return (int)
        (line.chars().filter(c -> c == '{').count() - line.chars().filter(c -> c == '}').count());
  }

  private Optional<MethodUnit> read(List<String> statements) {
    String source =
        "class Snippet {\nvoid snippet() {\n" + String.join("\n", statements) + "\n}\n}";
    return extractor.extract(NOWHERE, source).methods().stream()
        .filter(method -> method.name().equals("snippet") && method.statementCount() > 1)
        .findFirst();
  }
}
