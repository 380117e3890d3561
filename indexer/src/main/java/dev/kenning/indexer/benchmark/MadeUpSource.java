package dev.kenning.indexer.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Java source that reads like somebody's, and of which no two methods are alike. The same from run
/// to run. For one thread.
final class MadeUpSource {
  private static final int SEED = 42;
  private static final List<String> VERBS =
      List.of("load", "send", "parse", "merge", "retry", "close", "count", "write", "lock", "sort");
  private static final List<String> NOUNS =
      List.of(
          "Order",
          "Invoice",
          "Request",
          "Session",
          "Buffer",
          "Index",
          "Customer",
          "Message",
          "Record",
          "Token",
          "Cursor",
          "Payment");
  private static final List<String> ENDINGS =
      List.of("ById", "WithTimeout", "IfAbsent", "InBatches", "Quietly", "FromCache", "Again");

  private final Random random = new Random(SEED);
  private int serial;

  /// A method that was not made before.
  String method() {
    serial++;
    String noun = of(NOUNS);
    String name = of(VERBS) + noun + of(ENDINGS) + serial;
    String other = of(NOUNS);
    return """
      /** %s the %s number %d, and gives up once %d of them have failed. */
      public int %s(%s given, int limit) throws java.io.IOException {
        int failed = %d;
        for (%s each : given.all%ss()) {
          if (each.%s() > limit + %d) {
            failed += each.%s(limit);
          }
        }
        return failed;
      }
    """
        .formatted(
            of(VERBS),
            noun,
            serial,
            random.nextInt(90),
            name,
            noun,
            random.nextInt(9),
            other,
            other,
            of(VERBS),
            random.nextInt(1_000),
            of(VERBS));
  }

  List<String> methods(int count) {
    List<String> methods = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      methods.add(method());
    }
    return methods;
  }

  String file(String type, List<String> methods) {
    return "package made.up;\n\nclass %s {\n%s}\n".formatted(type, String.join("\n", methods));
  }

  private String of(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
