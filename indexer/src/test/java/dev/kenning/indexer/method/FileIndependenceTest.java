package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// A file's methods and facts are a function of the file alone: whichever files are read before it,
/// between, at the same time or not at all, in whatever order they arrive, and however often.
final class FileIndependenceTest {
  private static final List<Path> FILES = files();
  private static final Map<Path, List<MethodUnit>> ALONE = alone();

  @Property(tries = 30)
  void unitsAndFactsDoNotDependOnOtherFilesOrTheOrderOfArrival(
      @ForAll("arrivals") List<Path> arrivals) throws InterruptedException, ExecutionException {
    MethodExtractor shared = new MethodExtractor();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<List<MethodUnit>>> read =
          arrivals.stream().map(file -> threads.submit(() -> units(shared, file))).toList();
      for (int i = 0; i < arrivals.size(); i++) {
        assertThat(read.get(i).get())
            .as(arrivals.get(i).toString())
            .isEqualTo(ALONE.get(arrivals.get(i)));
      }
    }
  }

  @Provide
  Arbitrary<List<Path>> arrivals() {
    return Arbitraries.of(FILES).list().ofMinSize(1).ofMaxSize(8);
  }

  private static Map<Path, List<MethodUnit>> alone() {
    Map<Path, List<MethodUnit>> alone = new LinkedHashMap<>();
    FILES.forEach(file -> alone.put(file, units(new MethodExtractor(), file)));
    assertThat(alone.values()).allMatch(units -> !units.isEmpty());
    return alone;
  }

  private static List<MethodUnit> units(MethodExtractor extractor, Path file) {
    try {
      FileKey key = new FileKey("samples", file.getFileName().toString());
      return extractor.extract(key, Files.readString(file)).methods();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files() {
    Path resources =
        Path.of(System.getProperty("kenning.root", ".."), "indexer/src/test/resources");
    try (Stream<Path> facts = Files.list(resources.resolve("facts"));
        Stream<Path> methods = Files.list(resources.resolve("methods"))) {
      return Stream.concat(facts, methods)
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
