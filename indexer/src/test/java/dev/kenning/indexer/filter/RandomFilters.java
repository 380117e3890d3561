package dev.kenning.indexer.filter;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.method.MethodKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Filters and files that have something to do with each other.
public final class RandomFilters {
  private static final List<String> FOLDERS =
      List.of("com/shop", "com/shop/cart", "com/shopping", "org/bank", "test/com/shop");
  private static final List<String> GLOBS =
      List.of("com/shop/*", "com/shop/**", "**/F?.java", "*1*.java", "test/", "com/shop", "**");
  private static final List<String> PACKAGES =
      List.of("com.shop", "com.shop.*", "org.*", "none", "test.com.shop");
  private static final List<String> FACTS =
      List.of(
          "calls",
          "calls:read",
          "calls:Reader.read",
          "calls:java.io.Reader.read",
          "calls:java.io.*",
          "calls:java.*",
          "calls:io.Reader.*",
          "throws:java.io.IOException",
          "throws:IOException",
          "throws:Exception",
          "throws:java.io.IOException.*",
          "loops",
          "blocks:",
          "blocks:sleep",
          "blocks:wait");
  private static final int MAX_DEPTH = 3;

  private final Random random;

  public RandomFilters(Random random) {
    this.random = random;
  }

  public static FileKey file(Random random, int number) {
    String repository = random.nextInt(3) == 0 ? "bank" : "shop";
    return new FileKey(repository, pick(random, FOLDERS) + "/F" + number + ".java");
  }

  public Filter next() {
    return next(0);
  }

  private Filter next(int depth) {
    return switch (random.nextInt(depth < MAX_DEPTH ? 13 : 10)) {
      case 0 -> new Filter.InRepository(random.nextBoolean() ? "shop" : "bank");
      case 1, 2 -> new Filter.UnderPath(new Glob(pick(random, GLOBS)));
      case 3 -> new Filter.InPackage(pick(random, PACKAGES));
      case 4 -> new Filter.OfKind(pick(random, List.of(MethodKind.values())));
      case 5 -> new Filter.WithModifier(random.nextBoolean() ? "public" : "static");
      case 6 -> new Filter.InTests();
      case 7 -> random.nextBoolean() ? new Filter.All() : new Filter.None();
      case 8, 9 -> new Filter.HasFact(FactPattern.parse(pick(random, FACTS)));
      case 10 -> new Filter.And(parts(depth));
      case 11 -> new Filter.Or(parts(depth));
      default -> new Filter.Not(next(depth + 1));
    };
  }

  private List<Filter> parts(int depth) {
    List<Filter> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(next(depth + 1));
    }
    return parts;
  }

  public static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
