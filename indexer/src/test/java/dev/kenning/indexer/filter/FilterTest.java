package dev.kenning.indexer.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.method.MethodKind;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FilterTest {
  private static final Filter ALL = new Filter.All();
  private static final Filter NONE = new Filter.None();
  private static final Filter TESTS = new Filter.InTests();
  private static final Filter PUBLIC = new Filter.WithModifier("public");

  private record Method(
      FileKey file,
      String packageName,
      MethodKind kind,
      Set<String> modifiers,
      List<Fact> facts,
      boolean test)
      implements Filterable {}

  @Test
  void simplifiedFilterKeepsTheSameMethods() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomFilters filters = new RandomFilters(random);
    for (int round = 0; round < 5_000; round++) {
      Filter filter = filters.next();
      Method method = method(random);
      assertThat(filter.simplify().matches(method))
          .as("%s on %s, seed %d", filter, method, seed)
          .isEqualTo(filter.matches(method));
    }
  }

  private static Method method(Random random) {
    FileKey file = RandomFilters.file(random, random.nextInt(20));
    String folder = file.path().substring(0, file.path().lastIndexOf('/'));
    return new Method(
        file,
        folder.replace('/', '.'),
        RandomFilters.pick(random, List.of(MethodKind.values())),
        random.nextBoolean() ? Set.of("public") : Set.of(),
        random.nextBoolean()
            ? List.of(
                new Fact(FactKind.LOOPS, "", Resolution.RESOLVED, false, List.of(1)),
                new Fact(
                    FactKind.THROWS, "java.io.IOException", Resolution.RESOLVED, false, List.of(2)))
            : List.of(),
        folder.startsWith("test"));
  }

  @Test
  void whatDoesNothingGoes() {
    assertThat(new Filter.And(List.of(ALL, TESTS, new Filter.And(List.of(PUBLIC)))).simplify())
        .isEqualTo(new Filter.And(List.of(TESTS, PUBLIC)));
    assertThat(new Filter.And(List.of(TESTS, NONE)).simplify()).isEqualTo(NONE);
    assertThat(new Filter.Or(List.of(TESTS, ALL)).simplify()).isEqualTo(ALL);
    assertThat(new Filter.Or(List.of(NONE, TESTS)).simplify()).isEqualTo(TESTS);
    assertThat(new Filter.Or(List.of()).simplify()).isEqualTo(NONE);
    assertThat(new Filter.And(List.of()).simplify()).isEqualTo(ALL);
    assertThat(new Filter.Not(new Filter.Not(TESTS)).simplify()).isEqualTo(TESTS);
    assertThat(new Filter.Not(ALL).simplify()).isEqualTo(NONE);
  }

  @Test
  void packagePatternEndsAtPackageBorders() {
    assertThat(new Filter.InPackage("com.shop.*").matches("com.shop")).isTrue();
    assertThat(new Filter.InPackage("com.shop.*").matches("com.shop.cart")).isTrue();
    assertThat(new Filter.InPackage("com.shop.*").matches("com.shopping")).isFalse();
    assertThat(new Filter.InPackage("com.shop").matches("com.shop.cart")).isFalse();
  }
}
