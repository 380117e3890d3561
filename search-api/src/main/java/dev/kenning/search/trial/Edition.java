package dev.kenning.search.trial;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One edition of one file of a trial: Java source whose every method says which edition it belongs
/// to and how many siblings it has, so that whoever finds a method can tell.
///
/// @param path within its repository
/// @param version given by its writer; 0 for the file that never was
/// @param methodCount 0 for a file that is deleted
public record Edition(String path, long version, int methodCount) {
  /// A word in every method of every edition.
  static final String WORD = "trialmark";

  private static final Pattern MARK = Pattern.compile("\"mark (\\S+) (\\d+) (\\d+)/(\\d+)\"");

  /// What a method tells of its file's edition.
  ///
  /// @param part from 1
  record Mark(Edition edition, int part) {}

  static Edition absent(String path) {
    return new Edition(path, 0, 0);
  }

  static Edition deleted(String path, long version) {
    return new Edition(path, version, 0);
  }

  boolean isAbsent() {
    return methodCount == 0;
  }

  /// Whether a search can tell one from the other.
  boolean looksLike(Edition other) {
    return isAbsent() ? other.isAbsent() : equals(other);
  }

  /// The file's text.
  String source() {
    String type = path.replaceFirst(".*/", "").replaceFirst("\\.java$", "");
    StringBuilder text = new StringBuilder();
    text.append("package trial;\n\n/** Edition %d of %s. */\n".formatted(version, type));
    text.append("public final class %s {\n".formatted(type));
    for (int part = 1; part <= methodCount; part++) {
      // Some names stay from edition to edition, some go with theirs. None is that of a method of
      // another file, which an answer would show as its copy.
      String name =
          part % 2 == 0
              ? "weigh%dOf%dIn%s".formatted(part, version, type)
              : "weigh%dIn%s".formatted(part, type);
      text.append(
          """

            /** Weighs crate %d of lot %d and keeps the %s in mind. */
            public static synchronized String %s(int crates) throws java.io.IOException {
              int grams = crates * %d;
              if (grams < 0) {
                throw new java.io.IOException("less than nothing");
              }
              return grams + "mark %s %d %d/%d";
            }
          """
              .formatted(
                  part,
                  version,
                  WORD,
                  name,
                  version * 31 + part,
                  path,
                  version,
                  part,
                  methodCount));
    }
    return text.append("}\n").toString();
  }

  /// Which edition the code of a method belongs to.
  static Optional<Mark> markIn(String code) {
    Matcher mark = MARK.matcher(code);
    return mark.find()
        ? Optional.of(
            new Mark(
                new Edition(
                    mark.group(1), Long.parseLong(mark.group(2)), Integer.parseInt(mark.group(4))),
                Integer.parseInt(mark.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return isAbsent()
        ? "%s absent (as of version %d)".formatted(path, version)
        : "%s version %d with %d methods".formatted(path, version, methodCount);
  }
}
