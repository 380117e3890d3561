package dev.kenning.search.trial;

import java.util.Arrays;

/// A file of [#METHODS] methods as somebody saves it again and again.
final class SavedFile {
  static final int METHODS = 30;

  private SavedFile() {}

  /// The text in which method `i` is as it was at `editions[i]`.
  static String source(String type, long[] editions) {
    StringBuilder text = new StringBuilder("package trial;\n\npublic final class " + type + " {\n");
    for (int method = 0; method < METHODS; method++) {
      text.append(
          """
            /** Finds the shelf %1$d that keeps parcels of lot %2$d, the nearest first. */
            public String shelf%1$d(java.util.Map<String, Integer> shelves) {
              String nearest = null;
              for (var shelf : shelves.entrySet()) {
                if (shelf.getValue() > %2$d && (nearest == null || shelf.getKey().length() < %1$d)) {
                  nearest = shelf.getKey();
                }
              }
              return nearest;
            }

          """
              .formatted(method, editions[method]));
    }
    return text.append("}\n").toString();
  }

  /// All methods of one edition.
  static long[] all(long edition) {
    long[] editions = new long[METHODS];
    Arrays.fill(editions, edition);
    return editions;
  }
}
