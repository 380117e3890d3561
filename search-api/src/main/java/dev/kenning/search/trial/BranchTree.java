package dev.kenning.search.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder of many small Java files that exists in two branches, as a work tree does. The methods
/// are drawn from a limited number of texts, and every text is embedded once: what is measured is
/// how fast files are taken, parsed, stored and shown, not how fast the model reads.
///
/// @param root where it is written
/// @param fileCount files, each with [#METHODS_PER_FILE] methods
record BranchTree(Path root, int fileCount) {
  static final int METHODS_PER_FILE = 4;
  private static final int TEXTS = 150;
  private static final int FILES_PER_FOLDER = 100;

  int methodCount(int files) {
    return files * METHODS_PER_FILE;
  }

  /// Puts the first `files` files into the state they have in a branch.
  void checkOut(int branch, int files) throws IOException {
    for (int file = 0; file < files; file++) {
      Path place = root.resolve("part%d/lot%d/Depot.java".formatted(file / FILES_PER_FOLDER, file));
      Files.createDirectories(place.getParent());
      Files.writeString(place, source(branch, file));
    }
  }

  private static String source(int branch, int file) {
    StringBuilder text = new StringBuilder("package trial.lot%d;\n\n".formatted(file));
    text.append("final class Depot {\n");
    for (int method = 0; method < METHODS_PER_FILE; method++) {
      int number = (file * METHODS_PER_FILE + method) * 7 % TEXTS + branch * TEXTS;
      text.append(
          """
            /** Counts the crates of row %1$d that are ready to be shipped. */
            int ready%1$d(java.util.List<String> crates) {
              int ready = 0;
              for (String crate : crates) {
                if (crate.endsWith("-%1$d") && crate.length() > %2$d) {
                  ready += %2$d;
                }
              }
              return ready;
            }

          """
              .formatted(number, method + 2));
    }
    return text.append("}\n").toString();
  }
}
