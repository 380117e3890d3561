package dev.kenning.search.selfcheck;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.source.CommitHistory.ChangedFile;
import dev.kenning.indexer.source.CommitHistory.Commit;
import dev.kenning.indexer.word.DocText;
import dev.kenning.indexer.word.IdentifierSplitter;
import dev.kenning.search.selfcheck.OwnQuestion.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes questions of a tree. What says no more than the method's name is left out, and so is what
/// is said of many methods; of too many questions some are drawn, by a fixed seed.
public final class OwnQuestions {
  private static final int FEWEST_WORDS = 4;
  private static final int MOST_WORDS = 40;
  private static final int FEWEST_NEW_WORDS = 2;
  private static final int MOST_ANSWERS = 4;
  private static final int MOST_CHANGED = 2;
  private static final long SEED = 42;
  private static final Pattern SAYS_NOTHING =
      Pattern.compile(
          "(?i).*(?:@inheritdoc|^revert|todo|fixme|merge|bump|release|prepare|checkstyle|javadoc|typo"
              + "|spotbugs|pmd|format|clean ?up|whitespace|copyright|refactor|sonar|warning|pom\\b"
              + "|https?:).*");
  private static final Pattern TICKET =
      Pattern.compile(
          "^\\[?[A-Z]{2,}-\\d+\\]?[:.]?\\s*|^\\(?#\\d+\\)?[:.]?\\s*|\\s*\\(?#\\d+\\)?\\.?$");

  private OwnQuestions() {}

  /// @param ofTests what the tree's tests ask
  /// @param most questions of each source
  public static List<OwnQuestion> of(OwnCode code, List<OwnQuestion> ofTests, int most) {
    return Stream.of(documentation(code), ofTests, commits(code))
        .flatMap(questions -> drawn(questions, most).stream())
        .toList();
  }

  private static List<OwnQuestion> drawn(List<OwnQuestion> questions, int most) {
    if (questions.size() <= most) {
      return questions;
    }
    List<OwnQuestion> shuffled = new ArrayList<>(questions);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled.subList(0, most);
  }

  private static List<OwnQuestion> documentation(OwnCode code) {
    Map<String, List<MethodUnit>> said = new LinkedHashMap<>();
    for (MethodUnit unit : code.production()) {
      String sentence = DocText.firstSentence(unit.doc()).strip();
      if (unit.hasBody() && isWorthAsking(sentence, unit)) {
        said.computeIfAbsent(sentence, _ -> new ArrayList<>()).add(unit);
      }
    }
    return said.entrySet().stream()
        .filter(entry -> entry.getValue().size() <= MOST_ANSWERS)
        .map(entry -> new OwnQuestion(entry.getKey(), Source.DOCUMENTATION, entry.getValue()))
        .toList();
  }

  private static List<OwnQuestion> commits(OwnCode code) {
    Map<MethodId, MethodUnit> now = new HashMap<>();
    code.production().forEach(unit -> now.put(unit.id(), unit));
    MethodExtractor extractor = new MethodExtractor();
    Map<String, List<MethodUnit>> said = new LinkedHashMap<>();
    for (Commit commit : code.commits()) {
      String subject = TICKET.matcher(commit.subject().strip()).replaceAll("").strip();
      if (IdentifierSplitter.split(subject).size() >= FEWEST_WORDS
          && !SAYS_NOTHING.matcher(subject).matches()) {
        List<MethodUnit> changed =
            commit.files().stream()
                .flatMap(file -> changed(extractor, code.name(), file))
                .filter(unit -> !unit.test())
                .toList();
        List<MethodUnit> left =
            changed.stream().map(unit -> now.get(unit.id())).flatMap(Stream::ofNullable).toList();
        if (!left.isEmpty()
            && changed.size() <= MOST_CHANGED
            && isWorthAsking(subject, left.getFirst())) {
          said.putIfAbsent(subject, left);
        }
      }
    }
    List<OwnQuestion> questions = new ArrayList<>();
    said.forEach((text, units) -> questions.add(new OwnQuestion(text, Source.COMMIT, units)));
    return questions;
  }

  private static Stream<MethodUnit> changed(
      MethodExtractor extractor, String repository, ChangedFile file) {
    return Optional.of(SourceText.decode(file.content().toBytes()))
        .filter(SourceText.Decoded.class::isInstance)
        .map(SourceText.Decoded.class::cast)
        .stream()
        .flatMap(decoded ->
            extractor
                .extract(new FileKey(repository, file.path()), decoded.text())
                .methods()
                .stream())
        .filter(unit ->
            file.lines().stream()
                .anyMatch(lines ->
                    lines.first() <= unit.span().endLine()
                        && lines.last() >= unit.span().startLine()));
  }

  private static boolean isWorthAsking(String text, MethodUnit unit) {
    List<String> words = IdentifierSplitter.split(text);
    Set<String> more = new HashSet<>(words);
    more.removeAll(IdentifierSplitter.split(unit.name()));
    return words.size() >= FEWEST_WORDS
        && words.size() <= MOST_WORDS
        && more.size() >= FEWEST_NEW_WORDS
        && !SAYS_NOTHING.matcher(text).matches();
  }
}
