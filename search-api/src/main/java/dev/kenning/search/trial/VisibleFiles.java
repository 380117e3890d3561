package dev.kenning.search.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The files of one repository as one answer shows them: each in which edition.
///
/// @param editions by path; a file that is not there has no methods
/// @param flaws what no reader may ever see: two editions of one file, or half of one
/// @param freshness of all methods, each word once
record VisibleFiles(Map<String, Edition> editions, List<String> flaws, TreeSet<String> freshness) {
  private static final int LIMIT = 300;

  /// A question whose answer is the whole repository, as one snapshot has it.
  static ObjectNode question(String repository) {
    ObjectNode question = ServerCalls.JSON.createObjectNode();
    question.put("query", Edition.WORD).put("limit", LIMIT).put("mode", "lexical");
    question.put("deadline_ms", 20_000);
    question.putArray("include").add("code");
    ObjectNode filter = question.putObject("filter");
    filter.putArray("repositories").add(repository);
    filter.put("tests", "include");
    return question;
  }

  /// Asks for a repository.
  static VisibleFiles ask(ServerCalls calls, String repository)
      throws IOException, InterruptedException {
    return read(calls.search(question(repository)));
  }

  static VisibleFiles read(Reply reply) {
    List<String> flaws = new ArrayList<>();
    if (reply.status() != 200) {
      flaws.add("a search was answered with %d: %s".formatted(reply.status(), reply.body()));
      return new VisibleFiles(Map.of(), flaws, new TreeSet<>());
    }
    JsonNode results = reply.body().path("results");
    if (results.size() >= LIMIT) {
      flaws.add("the trial has more methods than one answer holds");
    }
    if (!reply.body().path("degraded").isEmpty()) {
      flaws.add("an answer of words alone was degraded: " + reply.body().path("degraded"));
    }
    Map<String, Map<Edition, TreeSet<Integer>>> parts = new TreeMap<>();
    TreeSet<String> freshness = new TreeSet<>();
    Map<String, Edition> reanchored = new TreeMap<>();
    for (JsonNode result : results) {
      String path = result.path("path").asString("");
      freshness.add(result.path("freshness").asString(""));
      Optional<Edition.Mark> mark = Edition.markIn(result.path("code").asString(""));
      if (mark.isEmpty() || !mark.get().edition().path().equals(path)) {
        flaws.add("%s answers with a method of another file: %s".formatted(path, result));
      } else if (result.path("freshness").asString("").equals("reanchored")) {
        // Found in the snapshot, and shown as the file says it since; it says so itself.
        reanchored.put(path, mark.get().edition());
      } else if (!parts
          .computeIfAbsent(path, _ -> new TreeMap<>(Comparator.comparingLong(Edition::version)))
          .computeIfAbsent(mark.get().edition(), _ -> new TreeSet<>())
          .add(mark.get().part())) {
        flaws.add("one method stands twice in an answer: " + mark.get());
      }
    }
    Map<String, Edition> editions = new TreeMap<>();
    parts.forEach((path, found) ->
        editions.put(path, only(path, found, reanchored.containsKey(path), flaws)));
    reanchored.forEach(editions::putIfAbsent);
    return new VisibleFiles(editions, flaws, freshness);
  }

  private static Edition only(
      String path, Map<Edition, TreeSet<Integer>> found, boolean partlyNewer, List<String> flaws) {
    if (found.size() > 1) {
      flaws.add("%s is visible in several editions: %s".formatted(path, found));
    }
    Map.Entry<Edition, TreeSet<Integer>> first = found.entrySet().iterator().next();
    if (!partlyNewer && first.getValue().size() != first.getKey().methodCount()) {
      flaws.add(
          "half of a file is visible: parts %s of %s".formatted(first.getValue(), first.getKey()));
    }
    return first.getKey();
  }

  Edition edition(String path) {
    return editions.getOrDefault(path, Edition.absent(path));
  }
}
