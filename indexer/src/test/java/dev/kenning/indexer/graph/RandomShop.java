package dev.kenning.indexer.graph;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Made-up classes that extend and call each other at random.
final class RandomShop {
  private static final int CLASSES = 12;
  private static final int METHODS = 4;

  private RandomShop() {}

  /// Sources by path.
  static Map<String, String> files(long seed) {
    Random random = new Random(seed);
    Map<String, String> files = new TreeMap<>();
    for (int c = 0; c < CLASSES; c++) {
      StringBuilder text = new StringBuilder("package shop;\nclass C" + c);
      if (c > 0 && random.nextBoolean()) {
        text.append(" extends C").append(random.nextInt(c));
      }
      text.append(" {\n  C").append(random.nextInt(CLASSES)).append(" field;\n");
      for (int m = 0; m < METHODS; m++) {
        text.append(
            "  C%d m%d(C%d a) {\n"
                .formatted(
                    random.nextInt(CLASSES), random.nextInt(METHODS + 2), random.nextInt(CLASSES)));
        for (int i = 0; i < 3; i++) {
          String on =
              switch (random.nextInt(4)) {
                case 0 -> "field.";
                case 1 -> "a.";
                case 2 -> "new C" + random.nextInt(CLASSES) + "().";
                default -> "";
              };
          text.append(
              "    %sm%d(%s);\n"
                  .formatted(
                      on, random.nextInt(METHODS + 2), random.nextBoolean() ? "a" : "field"));
        }
        text.append("    return null;\n  }\n");
      }
      files.put("shop/C" + c + ".java", text.append("}\n").toString());
    }
    return files;
  }
}
