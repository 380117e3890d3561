package dev.kenning.search.snippet;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.BraceBalance;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.ParseLimits;
import dev.kenning.indexer.method.ParsedFile;
import dev.kenning.indexer.method.ParsersExhaustedException;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.word.IdentifierSplitter;
import dev.kenning.search.query.FieldProblem;
import dev.kenning.search.query.InvalidRequestException;
import dev.kenning.search.snippet.Snippet.Reading;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a piece of Java that is in no file: as a file, as members of a class, as statements of a
/// method, each as it stands and with the braces it lacks. The first reading that explains nearly
/// all of the text counts, else the one that explains most; a text of which no reading explains a
/// third is its words, in their order; so is one that takes too long to parse, or is nested too
/// deeply to be tried.
///
/// What stands around the text when it is read has no words of its own. Of several methods the
/// longest stands for the piece.
public final class SnippetReader implements Function<String, Snippet> {
  private static final FileKey NOWHERE = new FileKey("snippet", "Snippet.java");
  private static final double NEARLY_ALL = 0.75;
  private static final double ENOUGH = 0.33;
  private static final int MAX_WORDS = 200;
  private static final Pattern NO_NAME = Pattern.compile("^in\\.\\s*+");

  private static final List<Frame> FRAMES =
      List.of(
          new Frame("", "", Reading.METHOD),
          new Frame("class $ {\n", "\n}", Reading.METHOD),
          new Frame("class $ {\nvoid $() {\n", "\n}\n}", Reading.STATEMENTS));

  /// Somebody waits: what takes longer is not worth its structure, and what cannot be stopped must
  /// not pile up.
  private static final Duration TIME = Duration.ofSeconds(3);

  private static final int STACK_BYTES = 16 << 20;
  private static final int MOST_ABANDONED = 2;

  private final MethodExtractor extractor =
      new MethodExtractor(new ParseLimits(TIME, STACK_BYTES, MOST_ABANDONED));
  private final PassageWriter writer = new PassageWriter();

  private record Frame(String before, String after, Reading reading) {
    String around(String text) {
      return before + text + after;
    }

    int length() {
      return before.length() + after.length();
    }
  }

  /// @param unit the method that was read
  /// @param share how much of the text all methods of the reading hold, about 0…1
  private record Attempt(MethodUnit unit, double share, Reading reading) {}

  /// @throws InvalidRequestException if the text has no word at all
  @Override
  public Snippet apply(String pasted) {
    String cleaned = PastedText.code(pasted);
    String text = words(cleaned).isEmpty() ? pasted : cleaned;
    String words = words(text);
    if (words.isEmpty()) {
      throw new InvalidRequestException(
          List.of(new FieldProblem("/code", "Java code, whole or not, with a word in it")));
    }
    return best(text)
        .map(attempt -> new Snippet(passage(attempt, words), words, attempt.reading()))
        .orElseGet(() -> new Snippet(new Passage(words), words, Reading.WORDS));
  }

  /// Statements have neither a name nor a type to stand in.
  private Passage passage(Attempt attempt, String words) {
    Passage whole = writer.write(attempt.unit());
    return switch (attempt.reading()) {
      case METHOD, WORDS -> whole;
      case STATEMENTS -> {
        String text = NO_NAME.matcher(whole.text()).replaceFirst("");
        yield new Passage(text.isBlank() ? words : text);
      }
    };
  }

  private Optional<Attempt> best(String text) {
    if (CodeNesting.isTooDeep(text)) {
      return Optional.empty();
    }
    try {
      return bestUntil(System.nanoTime() + TIME.toNanos(), text);
    } catch (ParsersExhaustedException _) {
      return Optional.empty();
    }
  }

  private Optional<Attempt> bestUntil(long endNanos, String text) {
    Optional<Attempt> best = Optional.empty();
    String balanced = BraceBalance.of(text);
    List<String> versions = balanced.equals(text) ? List.of(text) : List.of(text, balanced);
    for (String version : versions) {
      for (Frame frame : FRAMES) {
        Optional<Attempt> attempt = attempt(version, frame);
        if (attempt.isPresent() && attempt.get().share() >= NEARLY_ALL) {
          return attempt;
        }
        if (attempt.isPresent()
            && attempt.get().share() > best.map(Attempt::share).orElse(ENOUGH)) {
          best = attempt;
        }
        if (System.nanoTime() - endNanos > 0) {
          return best;
        }
      }
    }
    return best;
  }

  private Optional<Attempt> attempt(String text, Frame frame) {
    ParsedFile parsed = extractor.extract(NOWHERE, frame.around(text));
    List<MethodUnit> units = parsed.methods();
    double size = text.strip().length();
    boolean framed = frame.reading() == Reading.STATEMENTS;
    double read =
        units.stream()
            .filter(unit -> units.stream().noneMatch(other -> isWithin(unit, other)))
            .mapToInt(unit -> unit.code().length())
            .sum();
    return units.stream()
        .filter(MethodUnit::hasBody)
        .max(Comparator.comparingInt(unit -> unit.code().length()))
        .or(() -> units.stream().findFirst())
        .map(unit -> {
          double share = (framed ? read - frame.length() : read) / size;
          double said = parsed.problems().isEmpty() ? 1 : said(unit, text);
          return new Attempt(unit, Math.min(share, said), frame.reading());
        });
  }

  /// What share of the text's words the method still has after what could not be parsed was left
  /// out.
  private double said(MethodUnit unit, String text) {
    Set<String> said = Set.copyOf(IdentifierSplitter.split(writer.write(unit).text()));
    List<String> words = List.of(words(text).split(" "));
    return words.stream().filter(said::contains).count() / (double) words.size();
  }

  private static boolean isWithin(MethodUnit unit, MethodUnit other) {
    return !unit.id().equals(other.id())
        && other.span().startLine() <= unit.span().startLine()
        && unit.span().endLine() <= other.span().endLine()
        && other.code().length() > unit.code().length();
  }

  private static String words(String text) {
    return IdentifierSplitter.split(text).stream()
        .filter(word -> word.length() > 1)
        .distinct()
        .limit(MAX_WORDS)
        .collect(Collectors.joining(" "));
  }
}
