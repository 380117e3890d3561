package dev.kenning.search.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.testing.InMemoryMethodStore;
import dev.kenning.search.calibration.CalibrationReport.Reliability;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Judgement;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.query.SearchFilter;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.relevance.Calibration;
import dev.kenning.search.testing.OwnMethods;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CalibrationTrialTest {
  @TempDir Path folder;
  private final HashingEmbedder embedder = new HashingEmbedder();
  private InMemoryMethodStore store;
  private ChangeLedger ledger;
  private List<MethodUnit> units = List.of();

  @BeforeEach
  void index() {
    ledger = SqliteChangeLedger.open(folder.resolve("ledger.db"), LedgerConfig.DEFAULT);
    PassageWriter writer = new PassageWriter();
    store =
        new InMemoryMethodStore(
            new IndexFingerprint(
                embedder.model(),
                embedder.dimensionCount(),
                MethodExtractor.RULES_VERSION,
                writer.rulesVersion(),
                1));
    units =
        OwnMethods.units().stream()
            .filter(unit -> unit.packageName().matches(".*\\.(?:query|fusion|excerpt|snippet)"))
            .toList();
    Map<FileKey, List<IndexedMethod>> files = new LinkedHashMap<>();
    for (MethodUnit unit : units) {
      Passage passage = writer.write(unit);
      Embedding meaning =
          embedder.embedPassages(List.of(passage.text()), Deadline.never()).getFirst().embedding();
      files
          .computeIfAbsent(unit.file(), _ -> new ArrayList<>())
          .add(new IndexedMethod(unit, passage, meaning));
    }
    files.forEach((file, methods) -> store.replaceFile(file, "0".repeat(64), methods));
    store.refresh(new SequenceNumber(1));
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @Test
  void hiddenMethodsAreNotFoundAndTheOthersMoveUp() {
    HidingStore hiding = new HidingStore(store);
    List<MethodId> all = found(hiding);
    hiding.hide(Set.of(all.get(0), all.get(2)));
    List<MethodId> rest = new ArrayList<>(all);
    rest.removeAll(List.of(all.get(0), all.get(2)));
    assertThat(found(hiding).subList(0, 6)).isEqualTo(rest.subList(0, 6));
    assertThat(found(hiding)).hasSize(8);
  }

  private static List<MethodId> found(HidingStore hiding) {
    try (StoreSnapshot snapshot = hiding.snapshot()) {
      return snapshot.matching("read a request", 8, new Filter.All(), Deadline.never()).stream()
          .map(Candidate::ref)
          .map(ref -> snapshot.fetch(ref).id())
          .toList();
    }
  }

  @Test
  void oneHalfOfTheIntentsFitsAndTheOtherMeasures() {
    JudgedSet set =
        new JudgedSet(
            units.stream()
                .filter(unit -> !unit.doc().isEmpty() && unit.hasBody())
                .limit(80)
                .map(CalibrationTrialTest::judged)
                .toList());
    CalibrationTrial trial =
        new CalibrationTrial(
            store,
            embedder,
            ledger,
            FusionConfig.defaults(),
            SearchMode.HYBRID,
            SearchFilter.DEFAULT);
    List<String> steps = new ArrayList<>();
    trial.add(set, () -> steps.add("step"));
    assertThat(steps).hasSize(set.queries().size());
    Calibration calibration = trial.fit();
    CalibrationReport report = trial.measure(calibration);
    assertThat(report.intents()).isEqualTo(set.queries().size() / 2);
    assertThat(report.firsts().count()).isEqualTo(report.intents());
    assertThat(report.results().auc()).isGreaterThan(0.6);
    assertThat(report.absence().catches()).isGreaterThanOrEqualTo(report.absence().falseAlarms());
    assertThat(report.absence().firstChanges()).isPositive();
  }

  private static JudgedQuery judged(MethodUnit unit) {
    return new JudgedQuery(
        unit.id().value(),
        unit.doc().lines().findFirst().orElseThrow(),
        Map.of(),
        List.of(
            new Judgement(
                unit.id().value(), unit.file().path(), unit.name(), unit.span().startLine(), 1)));
  }

  @Test
  void trueProbabilitiesHaveNoErrorAndAreOfUse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    ReliabilityMeasure measure = new ReliabilityMeasure();
    for (int i = 0; i < 50_000; i++) {
      double probability = random.nextDouble();
      measure.add(probability, random.nextDouble() < probability);
    }
    Reliability found = measure.reliability();
    assertThat(found.calibrationError()).as("seed %s", seed).isLessThan(0.02);
    assertThat(found.brierSkill()).as("seed %s", seed).isCloseTo(1.0 / 3, within(0.03));
    assertThat(found.auc()).as("seed %s", seed).isCloseTo(5.0 / 6, within(0.02));
    assertThat(found.curve().stream().map(bin -> bin.count()).collect(Collectors.toSet()))
        .containsExactly(5_000);
  }
}
