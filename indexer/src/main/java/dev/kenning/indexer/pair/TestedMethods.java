package dev.kenning.indexer.pair;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.word.IdentifierSplitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Which method does a test test? Told where it is plain: the test stands in `FooTest`, and calls
/// exactly one method of `Foo` whose name its own name begins with or holds. Everything else is
/// left alone.
final class TestedMethods {
  private static final Set<String> FILLERS = Set.of("test", "tests", "should", "it");

  private final Map<String, List<MethodUnit>> byType = new HashMap<>();
  private final List<MethodUnit> tests = new ArrayList<>();

  TestedMethods(List<MethodUnit> units) {
    for (MethodUnit unit : units) {
      if (unit.test()) {
        tests.add(unit);
      } else {
        byType.computeIfAbsent(simpleName(unit.type()), _ -> new ArrayList<>()).add(unit);
      }
    }
  }

  /// Gives each test's name as words, with the method it tests.
  void forEach(BiConsumer<String, MethodUnit> visitor) {
    for (MethodUnit test : tests) {
      String type = simpleName(test.type()).replaceFirst("^Test|(Test|Tests|TestCase|IT)$", "");
      List<MethodUnit> tested =
          byType.getOrDefault(type, List.of()).stream()
              .filter(unit -> test.words().calledNames().contains(unit.name()))
              .filter(unit -> contains(test.name(), unit.name()))
              .toList();
      if (tested.size() == 1) {
        List<String> words = new ArrayList<>(IdentifierSplitter.split(test.name()));
        words.removeIf(FILLERS::contains);
        visitor.accept(String.join(" ", words), tested.getFirst());
      }
    }
  }

  private static boolean contains(String name, String part) {
    return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
