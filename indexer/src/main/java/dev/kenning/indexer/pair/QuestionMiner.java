package dev.kenning.indexer.pair;

import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.pair.MinedPair.Source;
import dev.kenning.indexer.passage.PassageForm;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.word.DocText;
import dev.kenning.indexer.word.IdentifierSplitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mines the questions of one library. What says nothing is left out: boilerplate, inherited
/// documentation, accessors, generated code, and what was asked before in nearly the same words.
/// Passages go without documentation, most of them in the natural form, some without the name,
/// without what is called, or as raw code, so that a model does not come to lean on any one of
/// them.
///
/// Safe for any thread.
public final class QuestionMiner {
  private static final Pattern RETURN_TAG =
      Pattern.compile("(?ms)^[ \\t]*@return\\s+(.{1,600}?)(?=^[ \\t]*@\\w|\\z)");
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "(?i)^(see |same as|equivalent to|convenience|default constructor|inherit|override|"
              + "auto-?generated|generated |todo|fixme|deprecated|internal use|@|"
              + "(gets|sets|returns) the value of)|copyright|licen[sc]e|\\?\\?\\?");
  private static final Pattern ENGLISH =
      Pattern.compile("(?i).*\\b(the|a|an|of|to|is|if|for|in|with|and|or|from|by)\\b.*");
  private static final Pattern GENERATED =
      Pattern.compile("(?i)(^|/)(generated|gen|antlr|thrift|protobuf)(/|[^/]*$)|Parser\\.java$");
  private static final int SMALLEST_BODY = 2;

  private final MiningRules rules;
  private final PassageWriter natural = new PassageWriter(PassageForm.UNDOCUMENTED);
  private final PassageWriter nameless = new PassageWriter(PassageForm.NAMELESS);
  private final PassageWriter callless = new PassageWriter(PassageForm.CALLLESS);
  private final PassageWriter raw = new PassageWriter(PassageForm.RAW_UNDOCUMENTED);

  public QuestionMiner(MiningRules rules) {
    this.rules = rules;
  }

  /// The pairs of one library, in a drawn order, at most as many as the rules say.
  ///
  /// @param library names it; groups its pairs
  /// @param units all its methods
  public List<MinedPair> mine(String library, List<MethodUnit> units) {
    Random random = new Random(rules.seed() * 31 + library.hashCode());
    DistinctQuestions distinct = new DistinctQuestions(rules.largestOverlap());
    List<MinedPair> pairs = new ArrayList<>();
    for (MethodUnit unit : units) {
      if (isWorthAsking(unit)) {
        documented(unit)
            .filter(distinct::add)
            .ifPresent(
                question -> pairs.add(pair(library, Source.DOCUMENTATION, question, unit, random)));
        result(unit)
            .filter(_ -> random.nextInt(4) == 0)
            .filter(distinct::add)
            .ifPresent(question -> pairs.add(pair(library, Source.RESULT, question, unit, random)));
        named(unit)
            .filter(_ -> random.nextInt(6) == 0)
            .filter(distinct::add)
            .ifPresent(question ->
                pairs.add(
                    new MinedPair(library, Source.NAME, question, nameless.write(unit).text())));
      }
    }
    new TestedMethods(units)
        .forEach((question, tested) -> {
          if (isWorthAsking(tested) && isQuestion(question) && distinct.add(question)) {
            pairs.add(new MinedPair(library, Source.TEST, question, passage(tested, random)));
          }
        });
    Collections.shuffle(pairs, random);
    return pairs.size() <= rules.maxPairsPerLibrary()
        ? pairs
        : List.copyOf(pairs.subList(0, rules.maxPairsPerLibrary()));
  }

  private MinedPair pair(
      String library, Source source, String question, MethodUnit unit, Random random) {
    return new MinedPair(
        library, source, QuestionWording.drawn(question, random), passage(unit, random));
  }

  private String passage(MethodUnit unit, Random random) {
    double draw = random.nextDouble();
    PassageWriter form =
        draw < 0.72 ? natural : draw < 0.86 ? nameless : draw < 0.94 ? callless : raw;
    return form.write(unit).text();
  }

  private static boolean isWorthAsking(MethodUnit unit) {
    return unit.kind() == MethodKind.METHOD
        && unit.hasBody()
        && !unit.test()
        && !isAccessor(unit)
        && !GENERATED.matcher(unit.file().path()).find()
        && !unit.annotations().contains("Generated");
  }

  private static boolean isAccessor(MethodUnit unit) {
    boolean named =
        unit.name().matches("(get|set|is|has|with)\\p{Lu}.*|toString|hashCode|equals|clone|main");
    return unit.statementCount() < SMALLEST_BODY && (named || unit.statementCount() == 0);
  }

  private Optional<String> documented(MethodUnit unit) {
    String doc = unit.doc();
    if (doc.isBlank() || doc.contains("{@inheritDoc}")) {
      return Optional.empty();
    }
    String paragraph = DocText.firstParagraph(doc);
    return Optional.of(paragraph).filter(this::isQuestion).filter(text -> !names(text, unit));
  }

  private Optional<String> result(MethodUnit unit) {
    Matcher tag = RETURN_TAG.matcher(unit.doc());
    if (!tag.find()) {
      return Optional.empty();
    }
    String said = DocText.firstSentence(tag.group(1));
    return Optional.of(said).filter(this::isQuestion).filter(text -> !names(text, unit));
  }

  private Optional<String> named(MethodUnit unit) {
    List<String> words = IdentifierSplitter.split(unit.name());
    return words.size() < rules.minWords()
        ? Optional.empty()
        : Optional.of(String.join(" ", words));
  }

  private boolean isQuestion(String text) {
    int words = text.isBlank() ? 0 : text.strip().split("\\s+").length;
    return words >= rules.minWords()
        && words <= rules.maxWords()
        && !BOILERPLATE.matcher(text).find()
        && ENGLISH.matcher(text).matches()
        && text.chars().allMatch(c -> c < 128)
        && !text.endsWith(":");
  }

  /// Who says a name of several words has looked it up already.
  private static boolean names(String text, MethodUnit unit) {
    return IdentifierSplitter.split(unit.name()).size() > 1
        && text.toLowerCase(Locale.ROOT).contains(unit.name().toLowerCase(Locale.ROOT));
  }
}
