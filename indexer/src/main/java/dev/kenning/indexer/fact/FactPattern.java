package dev.kenning.indexer.fact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A fact that is asked for.
///
/// | pattern | keeps methods with |
/// | --- | --- |
/// | `throws`, `throws:` | any fact of the kind |
/// | `throws:java.io.IOException` | exactly this argument |
/// | `throws:IOException`, `calls:Reader.read` | an argument that ends so, at a dot |
/// | `calls:java.util.concurrent.*` | an argument below it: a package, a type |
///
/// A type stands for itself: `throws:java.io.IOException` does not keep a method that throws
/// `FileNotFoundException`. Facts whose type is known by name alone are kept by that name.
///
/// @param kind what sort of fact
/// @param argument what stands after the colon without `.*`; empty for any
/// @param below whether it ended in `.*`
public record FactPattern(FactKind kind, String argument, boolean below) {
  /// Characters a pattern may have.
  public static final int MAX_LENGTH = 300;

  private static final String BELOW = ".*";
  private static final int MAX_NEAR = 3;

  /// Reads a pattern as callers write it.
  ///
  /// @throws UnknownFactException if the word is none of the vocabulary, naming those that are
  ///   near, or if its argument cannot be one
  public static FactPattern parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new UnknownFactException("a fact of at most " + MAX_LENGTH + " characters");
    }
    int colon = text.indexOf(':');
    String word = colon < 0 ? text : text.substring(0, colon);
    String argument = colon < 0 ? "" : text.substring(colon + 1);
    FactKind kind =
        FactKind.ofWord(word)
            .orElseThrow(() -> new UnknownFactException("a fact such as " + near(word, argument)));
    boolean below = argument.endsWith(BELOW);
    String bare = below ? argument.substring(0, argument.length() - BELOW.length()) : argument;
    requireArgument(kind, argument, bare);
    return new FactPattern(kind, bare, below);
  }

  private static void requireArgument(FactKind kind, String argument, String bare) {
    boolean fits =
        switch (kind.argument()) {
          case NONE -> argument.isEmpty();
          case CHOICE -> argument.isEmpty() || kind.choices().contains(argument);
          case TYPE, METHOD, FIELD, NAME -> argument.isEmpty() || isName(bare);
        };
    if (!fits) {
      throw new UnknownFactException(
          switch (kind.argument()) {
            case NONE -> kind.word() + ", which takes no argument";
            case CHOICE ->
                kind.word() + ", or " + kind.word() + ": with " + String.join(", ", kind.choices());
            case TYPE, METHOD, FIELD, NAME ->
                kind.word() + ": with " + kind.argument().description();
          });
    }
  }

  private static boolean isName(String text) {
    return Arrays.stream(text.split("\\.", -1))
        .allMatch(part ->
            !part.isEmpty()
                && Character.isJavaIdentifierStart(part.charAt(0))
                && part.chars().allMatch(Character::isJavaIdentifierPart));
  }

  /// Words that look like it, and values that do: `sleep` is one of `blocks:sleep`.
  private static String near(String word, String argument) {
    String sought = word.toLowerCase(Locale.ROOT).replace('_', '-');
    List<String> words = new ArrayList<>();
    for (FactKind kind : FactKind.values()) {
      words.add(kind.word());
      kind.choices().forEach(value -> words.add(kind.word() + ":" + value));
    }
    List<String> found =
        words.stream()
            .filter(known -> distance(sought, known) <= 3)
            .sorted(Comparator.comparingInt(known -> distance(sought, known)))
            .limit(MAX_NEAR)
            .map(known ->
                argument.isEmpty() || known.indexOf(':') >= 0 ? known : known + ":" + argument)
            .toList();
    return found.isEmpty()
        ? "retries or throws:java.io.IOException; GET /v1/facts lists them"
        : String.join(", ", found);
  }

  /// Letters to change between two words, or between the one and the value of the other.
  private static int distance(String sought, String known) {
    String value = known.substring(known.indexOf(':') + 1);
    int whole = edits(sought, known);
    int stem = Math.min(sought.length(), value.length());
    boolean sameStem = stem >= 4 && sought.substring(0, stem).equals(value.substring(0, stem));
    return Math.min(Math.min(whole, edits(sought, value)), sameStem ? 1 : Integer.MAX_VALUE);
  }

  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        int swap = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + swap);
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  /// Whether a fact is of this pattern.
  public boolean matches(Fact fact) {
    if (fact.kind() != kind) {
      return false;
    }
    if (argument.isEmpty()) {
      return true;
    }
    return below
        ? fact.argument().startsWith(argument + ".")
        : fact.argument().equals(argument) || fact.argument().endsWith("." + argument);
  }

  /// The terms under which a store that looks facts up by equal terms has to keep a fact, so that
  /// [#term()] or [#prefix()] finds it.
  public static List<String> terms(Fact fact) {
    String kind = fact.kind().word() + ":";
    if (fact.argument().isEmpty()) {
      return List.of(kind);
    }
    List<String> terms = new ArrayList<>();
    terms.add(kind);
    terms.add(kind + "=" + fact.argument());
    String tail = fact.argument();
    terms.add(kind + tail);
    for (int dot = tail.indexOf('.'); dot >= 0; dot = tail.indexOf('.')) {
      tail = tail.substring(dot + 1);
      terms.add(kind + tail);
    }
    return terms;
  }

  /// The term that keeps the methods of this pattern; empty where [#prefix()] does.
  public Optional<String> term() {
    return below ? Optional.empty() : Optional.of(kind.word() + ":" + argument);
  }

  /// What the terms of the methods of this pattern begin with; empty where [#term()] is equal.
  public Optional<String> prefix() {
    return below ? Optional.of(kind.word() + ":=" + argument + ".") : Optional.empty();
  }

  /// As callers write it.
  public String text() {
    return kind.word()
        + (argument.isEmpty() && !below ? "" : ":" + argument + (below ? BELOW : ""));
  }
}
