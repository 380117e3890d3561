package dev.kenning.search.testing;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The methods of this module's own sources, read once.
public final class OwnMethods {
  private static final Path SOURCES =
      Path.of(System.getProperty("kenning.root", "..")).resolve("search-api/src/main/java");
  private static final List<MethodUnit> UNITS = read();

  private OwnMethods() {}

  public static List<MethodUnit> units() {
    return UNITS;
  }

  public static List<String> codes() {
    return UNITS.stream().map(MethodUnit::code).toList();
  }

  private static List<MethodUnit> read() {
    MethodExtractor extractor = new MethodExtractor();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .flatMap(file -> methods(extractor, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<MethodUnit> methods(MethodExtractor extractor, Path file) {
    try {
      String path = SOURCES.relativize(file).toString().replace('\\', '/');
      return extractor
          .extract(new FileKey("kenning", path), Files.readString(file))
          .methods()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
