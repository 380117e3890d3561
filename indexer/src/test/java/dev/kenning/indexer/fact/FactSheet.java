package dev.kenning.indexer.fact;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.SourceText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How right are the facts? Compares them with the judgements of `src/test/resources/fact-sheet`:
/// methods of real libraries that a person's eye went over, without the rules' answer in view.
/// Prints precision and recall for each fact, and each disagreement. Rows that are judged doubtful
/// are kept and not counted.
///
/// The libraries' sources come from the package registry:
///
/// ```
/// for a in $(grep -hv '^#' indexer/src/test/resources/fact-sheet/*.tsv | cut -f3 | sort -u); do
///   case $a in *:*:*:*) c=${a##*:}; a=${a%:*};; *) c=sources;; esac
///   mvn -q -N dependency:copy -Dartifact=$a:jar:$c -DoutputDirectory=target/libraries; done
/// mvn -q -pl indexer -am test-compile
/// mvn -q -pl indexer exec:java -Dexec.classpathScope=test \
///   -Dexec.mainClass=dev.kenning.indexer.fact.FactSheet -Dexec.args="table target/libraries"
/// ```
///
/// `places FOLDER FILE` names the rows of a file that begin at no method, without a word about
/// facts: it is run before judgements are committed. `suspected FOLDER COUNT LINES FACT=KEYWORD…`
/// prints, without a word about facts either, methods of at most so many lines whose code has a
/// match of the regular expression, chosen at random. `predicted FOLDER COUNT FACT…` prints, for
/// the next sheet, methods of other libraries that the rules give a fact, chosen at random. Neither
/// takes more than a tenth of COUNT from one library.
final class FactSheet {
  private static final Path SHEETS =
      Path.of(System.getProperty("kenning.root", "."), "indexer/src/test/resources/fact-sheet");

  private record Row(
      String fact,
      String chosen,
      String artifact,
      String path,
      int line,
      boolean holds,
      boolean doubtful) {
    static Row of(String text) {
      String[] parts = text.split("\t");
      return new Row(
          parts[0],
          parts[1],
          parts[2],
          parts[3],
          Integer.parseInt(parts[4]),
          parts[5].equals("yes"),
          parts[5].equals("doubtful"));
    }

    Path jarIn(Path folder) {
      String[] parts = artifact.split(":");
      String classifier = parts.length == 3 ? "sources" : parts[3];
      return folder.resolve(parts[1] + "-" + parts[2] + "-" + classifier + ".jar");
    }
  }

  private static final class Tally {
    int truePositives;
    int falsePositives;
    int falseNegatives;
    int trueNegatives;

    void count(boolean found, boolean holds) {
      if (found) {
        truePositives += holds ? 1 : 0;
        falsePositives += holds ? 0 : 1;
      } else {
        falseNegatives += holds ? 1 : 0;
        trueNegatives += holds ? 0 : 1;
      }
    }

    String text() {
      return "%4d %4d %4d %4d   %s   %s"
          .formatted(
              truePositives,
              falsePositives,
              falseNegatives,
              trueNegatives,
              share(truePositives, truePositives + falsePositives),
              share(truePositives, truePositives + falseNegatives));
    }

    private static String share(int part, int whole) {
      return whole == 0 ? "   -" : String.format(Locale.ROOT, "%.2f", part / (double) whole);
    }
  }

  private FactSheet() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length == 2 && args[0].equals("table")) {
      printTable(Path.of(args[1]), out);
    } else if (args.length == 3 && args[0].equals("places")) {
      printMissing(Path.of(args[1]), Path.of(args[2]), out);
    } else if (args.length > 4 && args[0].equals("suspected")) {
      printSuspected(
          Path.of(args[1]),
          Integer.parseInt(args[2]),
          Integer.parseInt(args[3]),
          List.of(args).subList(4, args.length),
          out);
    } else if (args.length > 3 && args[0].equals("predicted")) {
      printPredicted(
          Path.of(args[1]), Integer.parseInt(args[2]), List.of(args).subList(3, args.length), out);
    } else {
      throw new IllegalArgumentException(
          "Expected: table FOLDER | places FOLDER FILE"
              + " | suspected FOLDER COUNT LINES FACT=KEYWORD… | predicted FOLDER COUNT FACT…");
    }
  }

  private static void printTable(Path folder, PrintStream out) throws IOException {
    List<Row> rows = rows().stream().filter(row -> !row.doubtful()).toList();
    Map<Path, Map<String, MethodUnit>> read = new HashMap<>();
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (Row row : rows) {
      Path jar = row.jarIn(folder);
      if (!read.containsKey(jar)) {
        Set<String> wanted =
            rows.stream()
                .filter(other -> other.artifact().equals(row.artifact()))
                .map(Row::path)
                .collect(Collectors.toSet());
        read.put(jar, byPlace(units(jar, wanted::contains)));
      }
      MethodUnit unit = read.get(jar).get(row.path() + ":" + row.line());
      if (unit == null) {
        throw new IllegalStateException("No method at " + row);
      }
      boolean found = has(unit, row.fact());
      tallies
          .computeIfAbsent(row.chosen() + " " + row.fact(), _ -> new Tally())
          .count(found, row.holds());
      if (found != row.holds()) {
        out.printf(
            "%s %s: %s:%d%n", found ? "wrong " : "missed", row.fact(), row.path(), row.line());
      }
    }
    out.printf("%n%-28s   tp   fp   fn   tn   prec   recall%n", "");
    tallies.forEach((fact, tally) -> out.printf("%-28s %s%n", fact, tally.text()));
  }

  private static void printMissing(Path folder, Path file, PrintStream out) throws IOException {
    Map<Path, List<Row>> byJar =
        rows(file).stream().collect(Collectors.groupingBy(row -> row.jarIn(folder)));
    for (Map.Entry<Path, List<Row>> jar : byJar.entrySet()) {
      Set<String> wanted = jar.getValue().stream().map(Row::path).collect(Collectors.toSet());
      Map<String, MethodUnit> found = byPlace(units(jar.getKey(), wanted::contains));
      jar.getValue().stream()
          .filter(row -> !found.containsKey(row.path() + ":" + row.line()))
          .forEach(row -> out.println(row.artifact() + "\t" + row.path() + "\t" + row.line()));
    }
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(SHEETS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tsv")).sorted().toList()) {
        rows.addAll(rows(file));
      }
    }
    return rows;
  }

  private static List<Row> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(Row::of)
        .toList();
  }

  private static boolean has(MethodUnit unit, String fact) {
    FactPattern pattern = FactPattern.parse(fact);
    return unit.facts().stream().anyMatch(pattern::matches);
  }

  private static Map<String, MethodUnit> byPlace(List<MethodUnit> units) {
    Map<String, MethodUnit> byPlace = new HashMap<>();
    units.forEach(u -> byPlace.put(u.file().path() + ":" + u.span().startLine(), u));
    return byPlace;
  }

  private static List<MethodUnit> units(Path jar, Predicate<String> wanted) throws IOException {
    List<MethodUnit> units = new ArrayList<>();
    MethodExtractor extractor = new MethodExtractor();
    String name = jar.getFileName().toString().replace("-sources.jar", "");
    try (FileSystem archive = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(archive.getPath("/"))) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".java") && Files.isRegularFile(f))
              .filter(f -> wanted.test(f.toString().substring(1)))
              .sorted()
              .toList()) {
        if (SourceText.decode(Files.readAllBytes(file)) instanceof SourceText.Decoded text) {
          FileKey key = new FileKey(name, file.toString().substring(1));
          units.addAll(extractor.extract(key, text.text()).methods());
        }
      }
    }
    return units;
  }

  private static void printSuspected(
      Path folder, int count, int lines, List<String> keywords, PrintStream out)
      throws IOException {
    List<MethodUnit> units = all(folder);
    for (String keyword : keywords) {
      int equals = keyword.indexOf('=');
      String fact = keyword.substring(0, equals);
      Pattern pattern = Pattern.compile(keyword.substring(equals + 1));
      List<MethodUnit> matching =
          new ArrayList<>(
              units.stream()
                  .filter(u -> u.span().lineCount() <= lines && u.span().lineCount() > 2)
                  .filter(u -> u.code().indexOf('{') >= 0 && pattern.matcher(u.code()).find())
                  .toList());
      Collections.shuffle(matching, new Random(keyword.hashCode()));
      out.printf("=== %s (%d methods)%n", fact, matching.size());
      int number = 0;
      for (MethodUnit unit : chosen(matching, count)) {
        out.printf(
            "--- %s #%d\t%s\t%s\t%d%n%s%n",
            fact,
            ++number,
            unit.file().repository(),
            unit.file().path(),
            unit.span().startLine(),
            unit.code());
      }
    }
  }

  /// The first `count` of the shuffled methods, but few of each library.
  private static List<MethodUnit> chosen(List<MethodUnit> shuffled, int count) {
    Map<String, Integer> taken = new HashMap<>();
    return shuffled.stream()
        .filter(unit ->
            taken.merge(unit.file().repository(), 1, Integer::sum) <= Math.max(1, count / 10))
        .limit(count)
        .toList();
  }

  private static List<MethodUnit> all(Path folder) throws IOException {
    List<MethodUnit> units = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(f -> f.toString().endsWith("-sources.jar")).sorted().toList()) {
        units.addAll(units(jar, _ -> true));
      }
    }
    return units;
  }

  private static void printPredicted(Path folder, int count, List<String> facts, PrintStream out)
      throws IOException {
    List<MethodUnit> units = all(folder);
    for (String fact : facts) {
      List<MethodUnit> having =
          new ArrayList<>(
              units.stream().filter(u -> has(u, fact) && u.span().lineCount() <= 25).toList());
      out.printf("=== %s (%d methods)%n", fact, having.size());
      Collections.shuffle(having, new Random(fact.hashCode()));
      int number = 0;
      for (MethodUnit unit : chosen(having, count)) {
        out.printf(
            "--- %s #%d\t%s\t%s\t%d\t%s%n%s%n",
            fact,
            ++number,
            unit.file().repository(),
            unit.file().path(),
            unit.span().startLine(),
            shown(unit, fact),
            unit.code());
      }
    }
  }

  private static String shown(MethodUnit unit, String fact) {
    FactPattern pattern = FactPattern.parse(fact);
    return unit.facts().stream()
        .filter(pattern::matches)
        .map(f -> f.word() + "@" + f.lines())
        .toList()
        .toString();
  }
}
