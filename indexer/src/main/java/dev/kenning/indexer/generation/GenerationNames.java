package dev.kenning.indexer.generation;

import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.run.DataDirectory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of generations: the rules in readable form, and a number where there are several by the
/// same rules, because one was damaged or of an older format:
/// `bge-small-en-v1.5_3c9f31b8_fp16_384_m2p48s1`, `bge-small-en-v1.5_3c9f31b8_fp16_384_m2p48s1-2`.
public final class GenerationNames {
  private static final Pattern NAME =
      Pattern.compile(
          "(.+?)(?:_([0-9a-f]{8}))?_([a-z0-9]+)_(\\d{1,5})_m(\\d{1,6})p(\\d{1,6})s(\\d{1,6})(?:-\\d{1,6})?");
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  private GenerationNames() {}

  /// Whether it can be a folder's name, and only that: no path leads out of the data directory.
  static boolean isWellFormed(String name) {
    return SAFE.matcher(name).matches();
  }

  /// The `number`-th by these rules, from 1.
  static String of(IndexFingerprint rules, int number) {
    String name = DataDirectory.generationName(rules);
    return number == 1 ? name : name + "-" + number;
  }

  /// The rules that a name tells; empty for a name from elsewhere. A model's id survives in it
  /// because ids are made of letters, digits, dots, dashes and underscores.
  public static Optional<IndexFingerprint> rulesOf(String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches()
        ? Optional.of(
            new IndexFingerprint(
                new ModelId(
                    parts.group(1), parts.group(3), parts.group(2) == null ? "" : parts.group(2)),
                Integer.parseInt(parts.group(4)),
                Integer.parseInt(parts.group(5)),
                Integer.parseInt(parts.group(6)),
                Integer.parseInt(parts.group(7))))
        : Optional.empty();
  }
}
