package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/// Several writers share the version counters of a few files. Whatever the network does to their
/// requests (any order, any number of times, in any batches) and however often the process restarts
/// in between, the ledger and every view of it end where the history in its order ends.
///
/// jqwik prints the seed of a failing try; `@Property(seed = "…")` runs it again.
final class DisorderTest {
  private static final List<String> PATHS = List.of("A.java", "B.java", "C.java");
  private static final String REPOSITORY = "shop";

  /// One version of one file, as its writer made it; no content: deleted.
  record Edit(int writer, String path, long version, Optional<String> content) {
    FileChange change() {
      FileKey file = new FileKey(REPOSITORY, path);
      return content
          .<FileChange>map(text ->
              new FileChange.Put(
                  file,
                  OptionalLong.of(version),
                  Content.of(text.getBytes(StandardCharsets.UTF_8))))
          .orElseGet(() -> new FileChange.Delete(file, OptionalLong.of(version)));
    }
  }

  /// What happens next.
  sealed interface Event {
    /// A writer's request arrives, perhaps not for the first time.
    record Arrival(int request) implements Event {}

    /// The process ends and starts again.
    record Restart() implements Event {}

    /// History is compacted up to where the view has come.
    record Compaction() implements Event {}

    /// The view follows the ledger.
    record Following() implements Event {}
  }

  /// @param requests each some edits of one writer, sent together
  /// @param events every request arrives at least once
  record Scenario(List<List<Edit>> requests, List<Event> events) {}

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void anyDisorderEndsWhereTheOrderedHistoryEnds(@ForAll("scenarios") Scenario scenario) {
    try (Trial trial = new Trial(scenario)) {
      scenario.events().forEach(trial::happen);
      trial.assertEndsAs(inOrder(scenario));
    }
  }

  /// One ledger with one view, to which a scenario happens.
  private static final class Trial implements AutoCloseable {
    private final Scenario scenario;
    private final Path folder;
    private final Map<Integer, SubmissionOutcome> answers = new HashMap<>();
    private ChangeLedger ledger;
    private FollowingView view;
    private SequenceNumber reflected = SequenceNumber.NONE;

    Trial(Scenario scenario) {
      this.scenario = scenario;
      try {
        this.folder = Files.createTempDirectory("kenning-disorder");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.ledger = SqliteChangeLedger.open(folder.resolve("ledger.db"), LedgerConfig.DEFAULT);
      this.view = new FollowingView(ledger);
      ledger.createRepository(REPOSITORY, Optional.empty());
    }

    void happen(Event event) {
      switch (event) {
        case Event.Arrival(int request) -> {
          SubmissionOutcome outcome = ledger.submit(submission(scenario, request));
          assertThat(outcome).isInstanceOf(SubmissionOutcome.Acknowledged.class);
          SubmissionOutcome first = answers.putIfAbsent(request, outcome);
          assertThat(outcome).isEqualTo(first == null ? outcome : first);
        }
        case Event.Restart() -> {
          ledger.close();
          ledger = SqliteChangeLedger.open(folder.resolve("ledger.db"), LedgerConfig.DEFAULT);
          view = view.on(ledger);
        }
        case Event.Compaction() -> ledger.compact(reflected);
        case Event.Following() -> {
          view.follow();
          reflected = ledger.head();
        }
      }
    }

    void assertEndsAs(Map<String, ContentHash> ordered) {
      assertThat(held()).isEqualTo(ordered);
      assertThat(view.follow().files()).isEqualTo(ordered);
      assertThat(new FollowingView(ledger).follow().files()).isEqualTo(ordered);
      assertThat(ledger.check(LedgerCheck.Listener.NONE).findings()).isEmpty();
    }

    private Map<String, ContentHash> held() {
      Map<String, ContentHash> files = new TreeMap<>();
      ledger
          .files(REPOSITORY)
          .forEach(
              (path, entry) -> files.put(REPOSITORY + "/" + path, entry.content().orElseThrow()));
      return files;
    }

    @Override
    public void close() {
      ledger.close();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(DisorderTest::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The history as it was written, applied once and in order.
  private static Map<String, ContentHash> inOrder(Scenario scenario) {
    Map<String, ContentHash> files = new TreeMap<>();
    scenario.requests().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingLong(Edit::version))
        .forEach(edit -> {
          Optional<ContentHash> hash = LedgerWrites.hash(edit.change());
          if (hash.isPresent()) {
            files.put(REPOSITORY + "/" + edit.path(), hash.get());
          } else {
            files.remove(REPOSITORY + "/" + edit.path());
          }
        });
    return files;
  }

  private static Submission submission(Scenario scenario, int request) {
    return new Submission(
        REPOSITORY,
        OptionalInt.empty(),
        scenario.requests().get(request).stream()
            .map(edit -> Proposal.versioned(edit.change()))
            .toList(),
        Optional.of(new IdempotencyKey("request-" + request)));
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return histories()
        .flatMap(history ->
            requests(history)
                .flatMap(requests ->
                    events(requests.size()).map(events -> new Scenario(requests, events))));
  }

  /// Each file's versions count on from a first one, with gaps; contents repeat now and then.
  private static Arbitrary<List<Edit>> histories() {
    Arbitrary<Optional<String>> contents =
        Arbitraries.of("red", "green", "blue", "")
            .map(Optional::of)
            .optional(0.8)
            .map(text -> text.flatMap(some -> some));
    Arbitrary<Edit> shapes =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.of(PATHS),
                Arbitraries.longs().between(1, 3),
                contents)
            .as(Edit::new);
    return shapes.list().ofMinSize(1).ofMaxSize(24).map(DisorderTest::numbered);
  }

  private static List<Edit> numbered(List<Edit> shapes) {
    Map<String, Long> counters = new HashMap<>();
    List<Edit> edits = new ArrayList<>();
    for (Edit shape : shapes) {
      long version = counters.merge(shape.path(), shape.version(), Long::sum);
      edits.add(new Edit(shape.writer(), shape.path(), version, shape.content()));
    }
    return edits;
  }

  /// A writer sends one edit at a time, or some of its own together.
  private static Arbitrary<List<List<Edit>>> requests(List<Edit> history) {
    return Arbitraries.integers()
        .between(1, 4)
        .list()
        .ofSize(history.size())
        .map(sizes -> {
          List<List<Edit>> requests = new ArrayList<>();
          for (int writer = 0; writer <= 3; writer++) {
            int mine = writer;
            List<Edit> left =
                new ArrayList<>(history.stream().filter(edit -> edit.writer() == mine).toList());
            while (!left.isEmpty()) {
              int size = Math.min(sizes.get(requests.size()), left.size());
              requests.add(List.copyOf(left.subList(0, size)));
              left.subList(0, size).clear();
            }
          }
          return requests;
        });
  }

  private static Arbitrary<List<Event>> events(int requestCount) {
    Arbitrary<Event> more =
        Arbitraries.frequencyOf(
            Tuple.of(
                12, Arbitraries.integers().between(0, requestCount - 1).map(Event.Arrival::new)),
            Tuple.of(2, Arbitraries.just(new Event.Restart())),
            Tuple.of(1, Arbitraries.just(new Event.Compaction())),
            Tuple.of(3, Arbitraries.just(new Event.Following())));
    return more.list()
        .ofMaxSize(30)
        .flatMap(extra -> {
          List<Event> all = new ArrayList<>(extra);
          for (int request = 0; request < requestCount; request++) {
            all.add(new Event.Arrival(request));
          }
          return Arbitraries.shuffle(all);
        });
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
