package dev.kenning.indexer.method;

import com.sun.management.OperatingSystemMXBean;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.passage.PassageWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// How fast are files read into methods and passages, and what is lost? Reads every `.java` file of
/// a folder, zip or jar; nothing is embedded or stored.
///
/// ```
/// mvn -q -pl indexer -am test-compile
/// mvn -q -pl indexer exec:java -Dexec.classpathScope=test \
///   -Dexec.mainClass=dev.kenning.indexer.method.ExtractionBenchmark \
///   -Dexec.args="$JAVA_HOME/lib/src.zip 2"
/// ```
///
/// Files are read and decoded before the clock starts. Beside the elapsed time it prints the
/// process's CPU time, which a busy machine does not stretch; both hold the JVM's warm-up.
final class ExtractionBenchmark {
  private record Source(String path, SourceText text) {}

  private record Outcome(String path, int methods, long passageChars, ParsedFile file) {}

  private ExtractionBenchmark() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      throw new IllegalArgumentException("Expected: FOLDER|ZIP [THREADS]");
    }
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<Source> sources = sources(Path.of(args[0]));
    long start = System.nanoTime();
    List<Outcome> outcomes = outcomes(sources, threads);
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    report(out, outcomes, seconds, threads);
  }

  private static List<Outcome> outcomes(List<Source> sources, int threads) throws Exception {
    MethodExtractor extractor = new MethodExtractor();
    PassageWriter passages = new PassageWriter();
    List<Callable<Outcome>> readings = new ArrayList<>();
    sources.forEach(source -> readings.add(() -> read(source, extractor, passages)));
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<Outcome> outcome : pool.invokeAll(readings)) {
        outcomes.add(outcome.get());
      }
    }
    return outcomes;
  }

  private static Outcome read(Source source, MethodExtractor extractor, PassageWriter passages) {
    ParsedFile file =
        switch (source.text()) {
          case SourceText.Decoded text ->
              extractor.extract(new FileKey("benchmark", source.path()), text.text());
          case SourceText.Refused refused ->
              new ParsedFile(List.of(), List.of(new ParseProblem(0, refused.explanation())), true);
        };
    long chars = file.methods().stream().mapToLong(u -> passages.write(u).text().length()).sum();
    ParsedFile problems = new ParsedFile(List.of(), file.problems(), file.lost());
    return new Outcome(source.path(), file.methods().size(), chars, problems);
  }

  private static void report(PrintStream out, List<Outcome> outcomes, double seconds, int threads) {
    for (Outcome outcome : outcomes) {
      outcome
          .file()
          .problems()
          .forEach(problem ->
              out.printf(
                  "%s %s:%d %s%n",
                  outcome.file().lost() ? "lost" : "part",
                  outcome.path(),
                  problem.line(),
                  problem.reason()));
    }
    long methods = outcomes.stream().mapToLong(Outcome::methods).sum();
    long lost = outcomes.stream().filter(outcome -> outcome.file().lost()).count();
    long chars = outcomes.stream().mapToLong(Outcome::passageChars).sum();
    double cpu = cpuSeconds();
    out.printf(
        Locale.ROOT,
        "%d files, %d lost (%.3f %%); %d methods, passages of %.0f chars on average%n",
        outcomes.size(),
        lost,
        100.0 * lost / Math.max(1, outcomes.size()),
        methods,
        chars / (double) Math.max(1, methods));
    out.printf(
        Locale.ROOT,
        "%.1f s on %d threads: %.0f methods/s; %.1f s of CPU: %.0f methods/s a core%n",
        seconds,
        threads,
        methods / seconds,
        cpu,
        methods / cpu);
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  private static List<Source> sources(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return sourcesBelow(path);
    }
    try (FileSystem archive = FileSystems.newFileSystem(path)) {
      return sourcesBelow(archive.getPath("/"));
    }
  }

  private static List<Source> sourcesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(file ->
              new Source(
                  root.relativize(file).toString().replace('\\', '/'),
                  SourceText.decode(bytes(file))))
          .toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
