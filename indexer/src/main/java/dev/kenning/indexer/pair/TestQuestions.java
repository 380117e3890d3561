package dev.kenning.indexer.pair;

import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.pair.TestQuestion.Wording;
import dev.kenning.indexer.word.DocText;
import dev.kenning.indexer.word.IdentifierSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes questions of a library's tests: *Tests that a closed shop takes no order* asks for the
/// method that the test tests. Told where it is plain: the test stands in `FooTest` and calls a
/// method of `Foo` whose name its own name holds; of several such names the longest counts if it
/// holds the others. A question that says no more than the method's name is left out. What a name
/// says is said of its type: *line: is parallel, close to parallel*; a comment stands by itself.
///
/// Unlike documentation, tests are written by people who use a method; what they say is not part of
/// what is indexed, so nothing has to be taken out of the sources.
///
/// Immutable; any thread.
public final class TestQuestions {
  private static final int FEWEST_WORDS = 4;
  private static final int MOST_WORDS = 30;
  private static final int FEWEST_NEW_WORDS = 2;
  private static final int MOST_PER_METHOD = 2;
  private static final int MOST_PER_TYPE = 4;
  private static final double LARGEST_OVERLAP = 0.8;
  private static final Pattern OPENING =
      Pattern.compile(
          "(?i)^(?:(?:a |simple |basic |unit )*(?:tests?|testing|verify|verifies|checks?|ensures?"
              + "|asserts?|test cases?)(?: cases?| method| function)*"
              + "(?: that| for| of| if| whether| to see if| to ensure(?: that)?)?(?: the)? )");
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "(?i)todo|fixme|jira|issue|bug|\\b[A-Z]{3,}-\\d+|https?:|@|test case|this test");
  private static final Set<String> FILLERS =
      Set.of("test", "tests", "testing", "should", "it", "method", "function");

  private final Map<String, List<MethodUnit>> byType = new HashMap<>();
  private final List<MethodUnit> tests = new ArrayList<>();

  /// @param units all methods of the libraries and of their tests
  public TestQuestions(List<MethodUnit> units) {
    for (MethodUnit unit : units) {
      if (unit.test()) {
        tests.add(unit);
      } else if (unit.kind() == MethodKind.METHOD && unit.hasBody()) {
        byType.computeIfAbsent(unit.type(), _ -> new ArrayList<>()).add(unit);
      }
    }
  }

  /// In the order of the tests.
  public List<TestQuestion> all() {
    DistinctQuestions distinct = new DistinctQuestions(LARGEST_OVERLAP);
    Map<MethodUnit, Integer> asked = new HashMap<>();
    Map<String, Integer> askedOfType = new HashMap<>();
    List<TestQuestion> questions = new ArrayList<>();
    for (MethodUnit test : tests) {
      List<MethodUnit> tested = tested(test);
      if (!tested.isEmpty()
          && asked.getOrDefault(tested.getFirst(), 0) < MOST_PER_METHOD
          && askedOfType.getOrDefault(tested.getFirst().type(), 0) < MOST_PER_TYPE) {
        question(test, tested)
            .filter(question -> distinct.add(question.text()))
            .ifPresent(question -> {
              asked.merge(tested.getFirst(), 1, Integer::sum);
              askedOfType.merge(tested.getFirst().type(), 1, Integer::sum);
              questions.add(question);
            });
      }
    }
    return questions;
  }

  private List<MethodUnit> tested(MethodUnit test) {
    String type =
        test.type()
            .replaceFirst("(?:Tests?|TestCase|IT)$", "")
            .replaceFirst("\\.Test(?=\\w+$)", ".");
    Map<String, List<MethodUnit>> byName = new LinkedHashMap<>();
    for (MethodUnit unit : byType.getOrDefault(type, List.of())) {
      if (test.words().calledNames().contains(unit.name()) && holds(test.name(), unit.name())) {
        byName.computeIfAbsent(unit.name(), _ -> new ArrayList<>()).add(unit);
      }
    }
    Optional<String> longest =
        byName.keySet().stream().max(Comparator.comparingInt(String::length));
    return longest
        .filter(name -> byName.keySet().stream().allMatch(other -> holds(name, other)))
        .map(name -> byName.getOrDefault(name, List.of()))
        .orElse(List.of());
  }

  private static boolean holds(String name, String part) {
    return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private static Optional<TestQuestion> question(MethodUnit test, List<MethodUnit> tested) {
    String name = tested.getFirst().name();
    return comment(test)
        .filter(text -> isWorthAsking(text, name))
        .map(text -> new TestQuestion(text, Wording.COMMENT, test, tested))
        .or(() ->
            Optional.of(spoken(test.name()))
                .filter(text -> isWorthAsking(text, name))
                .map(text -> of(tested.getFirst()) + ": " + text)
                .map(text -> new TestQuestion(text, Wording.NAME, test, tested)));
  }

  private static String of(MethodUnit unit) {
    String type = unit.type();
    return String.join(" ", IdentifierSplitter.split(type.substring(type.lastIndexOf('.') + 1)));
  }

  /// Who writes a name of several words whole has looked it up already.
  private static Optional<String> comment(MethodUnit test) {
    String sentence = DocText.firstSentence(test.doc()).strip().replaceFirst("[.:]+$", "");
    String said = OPENING.matcher(sentence).replaceFirst("");
    return said.equals(sentence)
            || BOILERPLATE.matcher(said).find()
            || said.chars().anyMatch(c -> c >= 128 || "()#_".indexOf(c) >= 0)
            || Pattern.compile("\\p{Ll}\\p{Lu}").matcher(said).find()
        ? Optional.empty()
        : Optional.of(said);
  }

  private static String spoken(String name) {
    List<String> words = new ArrayList<>(IdentifierSplitter.split(name));
    words.removeIf(word -> FILLERS.contains(word) || Character.isDigit(word.charAt(0)));
    return String.join(" ", words);
  }

  private static boolean isWorthAsking(String text, String name) {
    List<String> words = IdentifierSplitter.split(text);
    Set<String> more = new HashSet<>(words);
    IdentifierSplitter.split(name).forEach(more::remove);
    return words.size() >= FEWEST_WORDS
        && words.size() <= MOST_WORDS
        && more.size() >= FEWEST_NEW_WORDS;
  }
}
