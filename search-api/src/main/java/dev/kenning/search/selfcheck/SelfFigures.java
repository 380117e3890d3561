package dev.kenning.search.selfcheck;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.PassageForm;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.word.IdentifierSplitter;
import dev.kenning.search.answer.RankingSample;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.QueryScore;
import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.relevance.Calibration;
import dev.kenning.search.relevance.Calibrations;
import dev.kenning.search.selfcheck.Miss.Reason;
import dev.kenning.search.selfcheck.OwnQuestion.Source;
import dev.kenning.search.selfcheck.SelfReport.PackageFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/// Counts what a trial came to. For one thread.
final class SelfFigures {
  private static final int FOUND = 10;
  private static final int FEW_WORDS = 3;
  private static final int SHORTEST_WORD = 4;
  private static final int FEWEST_QUESTIONS = 3;

  private final OwnCode code;
  private final List<OwnQuestion> questions;
  private final String modelName;
  private final Map<MethodId, MethodUnit> units = new HashMap<>();
  private final PassageWriter codeAlone = new PassageWriter(PassageForm.UNDOCUMENTED);

  SelfFigures(OwnCode code, List<OwnQuestion> questions, String modelName) {
    this.code = code;
    this.questions = questions;
    this.modelName = modelName;
    code.production().forEach(unit -> units.put(unit.id(), unit));
  }

  SelfReport of(Map<SearchMode, Map<String, RankingSample>> byMode, JudgedSet set) {
    Map<SearchMode, Evaluation> evaluations = new EnumMap<>(SearchMode.class);
    byMode.forEach((mode, samples) -> evaluations.put(mode, SelfTrial.evaluation(set, samples)));
    Map<String, RankingSample> hybrid = byMode.getOrDefault(SearchMode.HYBRID, Map.of());
    Evaluation whole = SelfTrial.evaluation(set, hybrid);
    Map<Source, Evaluation> bySource = new EnumMap<>(Source.class);
    for (Source source : Source.values()) {
      Optional.ofNullable(whole.slicedBy("source").get(source.word()))
          .ifPresent(slice -> bySource.put(source, slice));
    }
    List<QueryScore> scores = whole.scores();
    return new SelfReport(
        code.name(),
        units.size(),
        bySource,
        evaluations,
        packages(scores),
        misses(scores, hybrid),
        said(hybrid),
        scores.stream().mapToDouble(score -> isFirst(score) ? 1 : 0).average().orElse(0),
        (int)
            units.values().stream().filter(unit -> isPublic(unit) && unit.doc().isEmpty()).count());
  }

  private static boolean isFirst(QueryScore score) {
    return score.rank().isPresent() && score.rank().getAsInt() == 1;
  }

  private static boolean isFound(QueryScore score) {
    return score.rank().isPresent() && score.rank().getAsInt() <= FOUND;
  }

  private static boolean isPublic(MethodUnit unit) {
    return unit.modifiers().contains("public") || unit.typeKind().equals("interface");
  }

  /// The mean probability that was told of first results.
  private OptionalDouble said(Map<String, RankingSample> samples) {
    Optional<Calibration> calibration = Calibrations.builtIn().of(modelName, SearchMode.HYBRID);
    if (calibration.isEmpty()) {
      return OptionalDouble.empty();
    }
    return samples.values().stream()
        .map(sample -> first(calibration.get(), sample))
        .flatMap(Optional::stream)
        .mapToDouble(Double::doubleValue)
        .average();
  }

  private static Optional<Double> first(Calibration calibration, RankingSample sample) {
    QueryWords words = sample.words();
    return calibration.relevances(sample.ranked(), words, 1).stream().findFirst();
  }

  private List<PackageFigures> packages(List<QueryScore> scores) {
    Map<String, List<QueryScore>> byPackage = new TreeMap<>();
    for (int i = 0; i < scores.size(); i++) {
      String name = questions.get(i).answers().getFirst().packageName();
      byPackage.computeIfAbsent(name, _ -> new ArrayList<>()).add(scores.get(i));
    }
    List<PackageFigures> figures = new ArrayList<>();
    byPackage.forEach((name, some) -> {
      if (some.size() >= FEWEST_QUESTIONS) {
        figures.add(figures(name, some));
      }
    });
    figures.sort(Comparator.comparingDouble(PackageFigures::mrr));
    return figures;
  }

  private PackageFigures figures(String name, List<QueryScore> scores) {
    List<MethodUnit> open =
        units.values().stream()
            .filter(unit -> unit.packageName().equals(name) && isPublic(unit))
            .toList();
    return new PackageFigures(
        name,
        scores.size(),
        scores.stream()
            .mapToDouble(score -> isFound(score) ? 1.0 / score.rank().orElse(1) : 0)
            .average()
            .orElse(0),
        scores.stream().mapToDouble(score -> isFound(score) ? 1 : 0).average().orElse(0),
        open.size(),
        (int) open.stream().filter(unit -> !unit.doc().isEmpty()).count());
  }

  private List<Miss> misses(List<QueryScore> scores, Map<String, RankingSample> samples) {
    List<Miss> misses = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      if (!isFound(scores.get(i))) {
        OwnQuestion question = questions.get(i);
        MethodUnit answer = question.answers().getFirst();
        MethodUnit first =
            Optional.ofNullable(samples.get(scores.get(i).query().id())).stream()
                .flatMap(sample -> sample.methods().stream())
                .findFirst()
                .map(method -> units.getOrDefault(method.id(), answer))
                .orElse(answer);
        misses.add(
            new Miss(question, scores.get(i).rank(), first, reason(question, answer, first)));
      }
    }
    return misses;
  }

  private Reason reason(OwnQuestion question, MethodUnit answer, MethodUnit first) {
    if (!first.id().equals(answer.id()) && first.name().equals(answer.name())) {
      return Reason.NAMESAKE;
    }
    Set<String> asked = new HashSet<>(IdentifierSplitter.split(question.text()));
    asked.removeIf(word -> word.length() < SHORTEST_WORD);
    Set<String> shared = new HashSet<>(asked);
    shared.retainAll(IdentifierSplitter.split(codeAlone.write(answer).text()));
    if (shared.isEmpty()) {
      return Reason.OTHER_WORDS;
    }
    if (answer.statementCount() <= 1) {
      return Reason.LITTLE_BODY;
    }
    if (asked.size() <= FEW_WORDS) {
      return Reason.VAGUE;
    }
    return first.type().equals(answer.type()) && !first.id().equals(answer.id())
        ? Reason.SIBLING
        : Reason.OTHER;
  }
}
