package dev.kenning.indexer.testing;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.store.MethodContent;
import dev.kenning.indexer.store.lucene.IndexContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Two indexes, method by method: every stored field, every doc value and every term with its
/// frequency alike, and vectors that point the same way. The way an index came about (segments,
/// order of arrival, batches of the model) must leave no other trace.
///
/// @param methodCount methods of the second index
/// @param leastCosine between the two vectors of a method, the least of all; 1 without methods
/// @param differences each as a sentence, the first [#MAX_DIFFERENCES]
/// @param differenceCount all of them
public record IndexComparison(
    int methodCount, float leastCosine, List<String> differences, int differenceCount) {
  /// Batches of other shapes change the last bits of a vector, never more.
  public static final float SAME_DIRECTION = 0.99999f;

  private static final int MAX_DIFFERENCES = 50;
  private static final int MAX_SHOWN = 200;

  public IndexComparison {
    differences = List.copyOf(differences);
  }

  /// Compares the last commits of two folders that hold an index.
  public static IndexComparison of(Path actual, Path expected) {
    return of(IndexContent.read(actual).methods(), IndexContent.read(expected).methods());
  }

  /// Compares what two indexes hold, in whatever order.
  public static IndexComparison of(List<MethodContent> actual, List<MethodContent> expected) {
    Findings findings = new Findings();
    Map<MethodId, MethodContent> left = byId(actual, "actual", findings);
    Map<MethodId, MethodContent> right = byId(expected, "expected", findings);
    for (Map.Entry<MethodId, MethodContent> entry : right.entrySet()) {
      MethodContent found = left.get(entry.getKey());
      if (found == null) {
        findings.add("missing: " + name(entry.getValue()));
      } else {
        compare(found, entry.getValue(), findings);
      }
    }
    left.forEach((id, method) -> {
      if (!right.containsKey(id)) {
        findings.add("too much: " + name(method));
      }
    });
    return new IndexComparison(right.size(), findings.leastCosine, findings.first, findings.count);
  }

  /// Whether nothing differs.
  public boolean isEqual() {
    return differenceCount == 0;
  }

  private static Map<MethodId, MethodContent> byId(
      List<MethodContent> methods, String side, Findings findings) {
    Map<MethodId, MethodContent> byId = new LinkedHashMap<>();
    for (MethodContent method : methods) {
      if (byId.put(method.id(), method) != null) {
        findings.add("twice in the %s index: %s".formatted(side, name(method)));
      }
    }
    return byId;
  }

  private static void compare(MethodContent actual, MethodContent expected, Findings findings) {
    TreeSet<String> fields = new TreeSet<>(expected.fields().keySet());
    fields.addAll(actual.fields().keySet());
    for (String field : fields) {
      List<String> found = actual.fields().getOrDefault(field, List.of());
      List<String> wanted = expected.fields().getOrDefault(field, List.of());
      if (!found.equals(wanted)) {
        findings.add(
            "%s: %s is %s, expected %s".formatted(name(expected), field, cut(found), cut(wanted)));
      }
    }
    if (actual.vector().isEmpty() || expected.vector().isEmpty()) {
      if (actual.vector().isPresent() != expected.vector().isPresent()) {
        findings.add("%s: only one index has a vector".formatted(name(expected)));
      }
      return;
    }
    float cosine = actual.vector().get().cosine(expected.vector().get());
    findings.leastCosine = Math.min(findings.leastCosine, cosine);
    if (cosine < SAME_DIRECTION) {
      findings.add("%s: the vectors' cosine is %.6f".formatted(name(expected), cosine));
    }
  }

  private static String name(MethodContent method) {
    Optional<String> path = method.value("stored s.path");
    return "%s in %s/%s (%s)"
        .formatted(
            method.value("stored s.symbol").orElse("?"),
            method.value("stored s.repository").orElse("?"),
            path.orElse("?"),
            method.id());
  }

  private static String cut(List<String> values) {
    String text = values.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }

  private static final class Findings {
    private final List<String> first = new ArrayList<>();
    private int count;
    private float leastCosine = 1;

    void add(String difference) {
      count++;
      if (first.size() < MAX_DIFFERENCES) {
        first.add(difference);
      }
    }
  }
}
