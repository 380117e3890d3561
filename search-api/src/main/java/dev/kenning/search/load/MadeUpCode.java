package dev.kenning.search.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Java that nobody wrote, and questions about it, by number: the same number gives the same text,
/// different ones differ in words, so that each method has a vector of its own and each question is
/// one that nobody asked before. Stateless.
final class MadeUpCode {
  static final int METHODS_PER_FILE = 4;

  private static final List<String> VERBS =
      List.of(
          "count",
          "collect",
          "parse",
          "merge",
          "retry",
          "rotate",
          "encode",
          "compare",
          "schedule",
          "release",
          "validate",
          "compress",
          "estimate",
          "flatten",
          "publish",
          "restore",
          "shuffle");
  private static final List<String> THINGS =
      List.of(
          "invoice",
          "parcel",
          "session",
          "header",
          "schedule",
          "matrix",
          "ticket",
          "route",
          "segment",
          "account",
          "sensor",
          "archive",
          "message",
          "polygon",
          "recipe",
          "voucher",
          "socket",
          "token",
          "ledger");
  private static final List<String> PLACES =
      List.of(
          "warehouse",
          "queue",
          "cache",
          "printer",
          "cluster",
          "inbox",
          "calendar",
          "pipeline",
          "buffer",
          "registry",
          "terminal",
          "harbour",
          "catalogue");
  private static final List<String> CONDITIONS =
      List.of(
          "when the deadline has passed",
          "without blocking the caller",
          "sorted by their age",
          "until the first one fails",
          "keeping the order of arrival",
          "if nobody holds the lock",
          "with growing pauses between attempts",
          "ignoring upper and lower case",
          "after the last one was closed",
          "only once for each key",
          "in reverse order");

  private MadeUpCode() {}

  /// An intent, as somebody would put it.
  static String question(long number) {
    return "%s every %s of the %s %d %s"
        .formatted(
            pick(VERBS, number, 1),
            pick(THINGS, number, 17),
            pick(PLACES, number, 323),
            number,
            pick(CONDITIONS, number, 4_199));
  }

  /// A file.
  ///
  /// @param firstMethod the number of its first method; the others follow
  static String file(String packageName, String type, long firstMethod) {
    StringBuilder text = new StringBuilder("package " + packageName + ";\n\nfinal class " + type);
    text.append(" {\n");
    for (long method = firstMethod; method < firstMethod + METHODS_PER_FILE; method++) {
      text.append(method(method));
    }
    return text.append("}\n").toString();
  }

  /// The same in which one method is another one.
  static String saved(String type, long firstMethod, int place, long other) {
    StringBuilder text = new StringBuilder("package saved;\n\nfinal class " + type + " {\n");
    for (int i = 0; i < METHODS_PER_FILE; i++) {
      text.append(method(i == place ? other : firstMethod + i));
    }
    return text.append("}\n").toString();
  }

  private static String method(long number) {
    String verb = pick(VERBS, number, 1);
    String thing = pick(THINGS, number, 17);
    String place = pick(PLACES, number, 323);
    return """
      /** Has to %1$s each %2$s of %3$s %5$d %4$s. */
      java.util.List<String> %1$s%6$s%5$d(java.util.List<String> %3$sLines) throws java.io.IOException {
        java.util.List<String> found = new java.util.ArrayList<>();
        for (String line : %3$sLines) {
          if (line.startsWith("%2$s") && line.length() > %7$d) {
            found.add(line.substring(%7$d).strip());
          }
        }
        if (found.isEmpty()) {
          throw new java.io.IOException("no %2$s in %3$s");
        }
        return found;
      }

    """
        .formatted(
            verb,
            thing,
            place,
            pick(CONDITIONS, number, 4_199),
            number,
            thing.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + thing.substring(1),
            number % 7 + 1);
  }

  private static String pick(List<String> words, long number, int divisor) {
    return words.get(Math.floorMod(number / divisor, words.size()));
  }

  /// Writes a tree of so many files.
  ///
  /// @param firstMethod the number of the first method of the first file
  static void write(Path root, int files, long firstMethod) throws IOException {
    for (int file = 0; file < files; file++) {
      String folder = "part" + file / 100;
      Path place = root.resolve(folder).resolve("Lot" + file + ".java");
      Files.createDirectories(place.getParent());
      Files.writeString(
          place, file(folder, "Lot" + file, firstMethod + (long) file * METHODS_PER_FILE));
    }
  }
}
