package dev.kenning.search.evaluation;

import java.util.ArrayList;
import java.util.List;

/// Compares paths of which one may lack the first folders.
final class PathTail {
  private PathTail() {}

  static boolean alike(String one, String other) {
    List<String> a = parts(one);
    List<String> b = parts(other);
    int length = Math.min(a.size(), b.size());
    return length > 0
        && a.subList(a.size() - length, a.size()).equals(b.subList(b.size() - length, b.size()));
  }

  static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.replace('\\', '/').split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }
}
