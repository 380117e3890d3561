package dev.kenning.embeddings.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.UnembeddableTextException;
import dev.kenning.embeddings.testing.Eventually;
import dev.kenning.embeddings.testing.GatedEncoder;
import dev.kenning.embeddings.testing.TurnedClock;
import dev.kenning.embeddings.testing.WordTokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchingEncoderTest {
  private static final Deadline NEVER = Deadline.never();

  private final TurnedClock clock = new TurnedClock();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private GatedEncoder model = GatedEncoder.shut();
  private BatchingEncoder encoder = encoder(1, 512, 4_096, 256);

  @AfterEach
  void letEverythingEnd() {
    model.letAllThrough();
    encoder.close();
    callers.close();
  }

  @Test
  void answersComeInTheOrderOfTheTexts() {
    model.letAllThrough();
    List<String> texts = IntStream.range(0, 300).mapToObj(i -> words(1 + i * 7 % 60, i)).toList();

    List<EmbeddedText> answers = encoder.embedPassages(texts, NEVER);

    WordTokenizer tokenizer = new WordTokenizer(512);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(answers.get(i).embedding())
          .isEqualTo(GatedEncoder.embed(tokenizer.tokenize(texts.get(i))));
    }
  }

  @Test
  void aQueryGoesBeforeEveryWaitingPassage() throws Exception {
    occupyTheWorker();
    Future<List<EmbeddedText>> passages = submitPassages(words(20, 1), words(30, 2));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 2);
    Future<EmbeddedText> query = submitQuery(words(4, 3));
    Eventually.until(() -> encoder.stats().waitingQueryCount() == 1);

    model.letThrough(1);
    assertThat(model.nextPass()).containsExactly(6);
    model.letThrough(1);

    assertThat(query.get().tokenCount()).isEqualTo(6);
    assertThat(passages.isDone()).isFalse();
  }

  @Test
  void aWorkerIsKeptFromPassagesWhileQueriesCome() throws Exception {
    askAQueryOfTwoWorkers();
    submitPassages("first");
    assertThat(model.nextPass()).hasSize(1);
    submitPassages("second");
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 1);

    Future<EmbeddedText> query = submitQuery("a query finds it free");

    assertThat(model.nextPass()).containsExactly(7);
    assertThat(encoder.stats().waitingPassageCount()).isEqualTo(1);
    model.letAllThrough();
    assertThat(query.get().tokenCount()).isEqualTo(7);
  }

  @Test
  void bothWorkersTakePassagesOnceNoQueryCameForAWhile() throws Exception {
    askAQueryOfTwoWorkers();
    clock.turn(Duration.ofSeconds(1));

    submitPassages("first");
    assertThat(model.nextPass()).hasSize(1);
    submitPassages("second");
    assertThat(model.nextPass()).hasSize(1);
  }

  @Test
  void passagesOfLikeLengthTravelTogether() throws Exception {
    occupyTheWorker();
    submitPassages(words(8, 1), words(98, 2), words(8, 3), words(97, 4), words(8, 5));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 5);

    model.letThrough(1);
    assertThat(model.nextPass()).containsExactly(10, 10, 10);
    model.letThrough(1);
    assertThat(model.nextPass()).containsExactly(100, 99);
  }

  @Test
  void theLastTextsAreSharedAmongTheWorkers() throws Exception {
    restart(2, 512, 4_096, 256);
    submitPassages("first");
    assertThat(model.nextPass()).hasSize(1);
    submitPassages("second");
    assertThat(model.nextPass()).hasSize(1);
    submitPassages(words(8, 1), words(8, 2), words(8, 3), words(8, 4));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 4);

    model.letThrough(2);

    assertThat(model.nextPass()).containsExactly(10, 10);
    assertThat(model.nextPass()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aCallerBlocksAtHalfOfTheQueueAndLeavesPlaceForOthers() throws Exception {
    restart(1, 512, 8, 256);
    occupyTheWorker();
    Future<List<EmbeddedText>> large = submitPassages(manyTexts(20));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 4);
    Future<List<EmbeddedText>> small = submitPassages("a small call");
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 5);

    model.letAllThrough();

    assertThat(small.get()).hasSize(1);
    assertThat(large.get()).hasSize(20);
  }

  @Test
  void aQueryIsRefusedWhenTooManyWait() throws Exception {
    restart(1, 512, 8, 2);
    occupyTheWorker();
    submitQuery("one");
    submitQuery("two");
    Eventually.until(() -> encoder.stats().waitingQueryCount() == 2);

    assertThatThrownBy(() -> encoder.embedQuery("three", NEVER))
        .isInstanceOf(EmbedderUnavailableException.class)
        .hasMessageContaining("2");
  }

  @Test
  void anInterruptedCallerWithdrawsItsTexts() throws Exception {
    occupyTheWorker();
    AtomicReference<@Nullable Throwable> told = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var _ = encoder.embedPassages(List.of("to be withdrawn"), NEVER);
              } catch (CancellationException e) {
                if (Thread.currentThread().isInterrupted()) {
                  told.set(e);
                }
              }
            });
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 1);

    caller.interrupt();
    caller.join();

    assertThat(told.get()).isInstanceOf(CancellationException.class);
    assertThat(encoder.stats().waitingPassageCount()).isZero();
  }

  @Test
  void aCallerThatIsInterruptedWhileItWaitsForAPlaceWithdrawsItsTexts() throws Exception {
    restart(1, 512, 4, 256);
    occupyTheWorker();
    Thread caller =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> encoder.embedPassages(List.of(manyTexts(9)), NEVER))
                    .isInstanceOf(CancellationException.class));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 2);

    caller.interrupt();
    caller.join();

    assertThat(encoder.stats().waitingPassageCount()).isZero();
  }

  @Test
  void expiredTextsNeverReachTheModel() throws Exception {
    occupyTheWorker();
    Deadline deadline = Deadline.after(Duration.ofMinutes(10), clock.nanoSource());
    Future<List<EmbeddedText>> late =
        callers.submit(() -> encoder.embedPassages(List.of(words(5, 1)), deadline));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 1);
    Future<List<EmbeddedText>> patient = submitPassages(words(9, 2));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 2);

    clock.turn(Duration.ofMinutes(11));
    model.letThrough(1);

    assertThat(model.nextPass()).containsExactly(11);
    assertThatThrownBy(late::get).cause().isInstanceOf(DeadlineExceededException.class);
    model.letThrough(1);
    assertThat(patient.get()).hasSize(1);
    assertThat(encoder.stats().expiredCallCount()).isEqualTo(1);
  }

  @Test
  void theSameTextAtTheSameTimeIsEmbeddedOnce() throws Exception {
    occupyTheWorker();
    Future<List<EmbeddedText>> first = submitPassages("shared text");
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 1);
    Future<List<EmbeddedText>> second = submitPassages("shared text", "own text here");
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 2);

    model.letAllThrough();

    assertThat(first.get().getFirst().origin()).isEqualTo(EmbeddedText.Origin.MODEL);
    assertThat(second.get().getFirst().origin()).isEqualTo(EmbeddedText.Origin.DUPLICATE);
    assertThat(second.get().getFirst().embedding()).isEqualTo(first.get().getFirst().embedding());
    assertThat(encoder.stats().duplicateCount()).isEqualTo(1);
    assertThat(model.textCount()).isEqualTo(3);
  }

  @Test
  void aTextThatAnotherCallerWaitsForOutlivesItsBringer() throws Exception {
    occupyTheWorker();
    Thread bringer =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> encoder.embedPassages(List.of("shared text"), NEVER))
                    .isInstanceOf(CancellationException.class));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 1);
    Future<List<EmbeddedText>> other = submitPassages("shared text");
    Eventually.until(() -> encoder.stats().duplicateCount() == 1);

    bringer.interrupt();
    bringer.join();
    model.letAllThrough();

    assertThat(other.get()).hasSize(1);
  }

  @Test
  void aPoisonedTextCostsItselfAlone() throws Exception {
    occupyTheWorker();
    Future<List<EmbeddedText>> victim = submitPassages("good one", "the poison", "good two");
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 3);
    Future<List<EmbeddedText>> neighbour = submitPassages("good three");
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 4);

    model.letAllThrough();

    assertThat(neighbour.get()).hasSize(1);
    assertThatThrownBy(victim::get)
        .cause()
        .isInstanceOfSatisfying(
            UnembeddableTextException.class, e -> assertThat(e.textIndexes()).containsExactly(1))
        .hasMessageContaining("poisoned");
    assertThat(kept).contains("good one", "good two", "good three");
    assertThat(encoder.embedPassages(List.of("and on it goes"), NEVER)).hasSize(1);
  }

  @Test
  void aTextOfAFailedBatchWhoseCallerHasLeftIsNotTriedAgain() throws Exception {
    occupyTheWorker();
    Deadline soon = Deadline.after(Duration.ofSeconds(1), clock.nanoSource());
    Future<List<EmbeddedText>> late =
        callers.submit(() -> encoder.embedPassages(List.of("good one", "the poison"), soon));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 2);
    Future<List<EmbeddedText>> patient = submitPassages("good two");
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 3);

    model.letThrough(1); // the one that occupied the worker
    assertThat(model.nextPass()).hasSize(3);
    model.duringEachPass(() -> clock.turn(Duration.ofSeconds(2)));
    model.letAllThrough();

    assertThat(patient.get()).hasSize(1);
    assertThatThrownBy(late::get).cause().isInstanceOf(DeadlineExceededException.class);
    assertThat(model.nextPass()).hasSize(1);
    assertThat(model.noFurtherPassBegan()).as("the late ones were tried again").isTrue();
  }

  @Test
  void aTextThatCannotBeTokenizedCostsItselfAlone() {
    model.letAllThrough();
    assertThatThrownBy(() -> encoder.embedPassages(List.of("good", "untokenizable", "fine"), NEVER))
        .isInstanceOfSatisfying(
            UnembeddableTextException.class, e -> assertThat(e.textIndexes()).containsExactly(1));
    assertThat(kept).containsExactlyInAnyOrder("good", "fine");
  }

  @Test
  void aBrokenModelIsNotMistakenForPoisonedTexts() {
    model.letAllThrough();
    assertThat(encoder.embedPassages(List.of("good"), NEVER)).hasSize(1);
    model.breakDown();
    assertThatThrownBy(() -> encoder.embedPassages(List.of("a b", "c d"), NEVER))
        .isExactlyInstanceOf(EmbedderUnavailableException.class)
        .hasMessageContaining("broken");
    assertThatThrownBy(() -> encoder.embedQuery("a b", NEVER))
        .isExactlyInstanceOf(EmbedderUnavailableException.class);
  }

  @Test
  void closingWhileBusyLetsTheRunningBatchEndAndFailsWhatWaits() throws Exception {
    Future<List<EmbeddedText>> running = submitPassages("is running");
    assertThat(model.nextPass()).hasSize(1);
    Future<List<EmbeddedText>> waiting = submitPassages("is waiting");
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 1);

    Thread closer = Thread.ofVirtual().start(encoder::close);

    assertUnavailable(waiting);
    assertThat(model.isClosed()).isFalse();
    assertThatThrownBy(() -> encoder.embedQuery("too late", NEVER))
        .isInstanceOf(EmbedderUnavailableException.class);
    model.letAllThrough();
    closer.join();
    assertThat(running.get()).hasSize(1);
    assertThat(model.isClosed()).isTrue();
    assertThat(model.textCount()).isEqualTo(1);
  }

  @Test
  void closingFreesACallerThatWaitsForAPlace() throws Exception {
    restart(1, 512, 4, 256);
    occupyTheWorker();
    Future<List<EmbeddedText>> blocked = submitPassages(manyTexts(9));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 2);

    Thread closer = Thread.ofVirtual().start(encoder::close);

    assertUnavailable(blocked);
    model.letAllThrough();
    closer.join();
  }

  @Test
  void anEncoderThatDoesNotEndIsNotFreed() throws Exception {
    GatedEncoder stuck = GatedEncoder.shut();
    BatchingEncoder impatient =
        new BatchingEncoder(
            new WordTokenizer(512),
            stuck,
            new BatchConfig(1, 512, 16, 16, Duration.ofMillis(1)),
            EmbeddingListener.none(),
            clock.nanoSource());
    Future<EmbeddedText> running = callers.submit(() -> impatient.embedQuery("stuck", NEVER));
    assertThat(stuck.nextPass()).hasSize(1);

    impatient.close();

    assertThat(stuck.isClosed()).isFalse();
    stuck.letAllThrough();
    assertThat(running.get().tokenCount()).isEqualTo(3);
  }

  @Test
  void whatWasComputedIsKeptThoughTheCallerIsGone() throws Exception {
    Thread caller =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> encoder.embedPassages(List.of("gone"), NEVER))
                    .isInstanceOf(CancellationException.class));
    assertThat(model.nextPass()).hasSize(1);
    caller.interrupt();
    caller.join();

    model.letAllThrough();

    Eventually.until(() -> kept.contains("gone"));
  }

  @Test
  void queriesAreNotToldToTheListener() {
    model.letAllThrough();
    var _ = encoder.embedQuery("a secret", NEVER);
    var _ = encoder.embedPassages(List.of("a passage"), NEVER);
    assertThat(kept).containsExactly("a passage");
  }

  @Test
  void everythingIsCounted() throws Exception {
    restart(1, 512, 4_096, 256);
    model.duringEachPass(() -> clock.turn(Duration.ofMillis(5)));
    occupyTheWorker();
    Future<List<EmbeddedText>> passages = submitPassages(words(8, 1), words(6, 2), words(600, 3));
    Eventually.until(() -> encoder.stats().waitingPassageCount() == 3);
    model.letAllThrough();
    assertThat(passages.get().getLast().truncatedTokenCount()).isEqualTo(90);
    clock.turn(Duration.ofMillis(5));

    Eventually.until(() -> encoder.stats().busyNanos().getFirst() == 15_000_000L);
    BatchStats stats = encoder.stats();
    assertThat(stats.passageCount()).isEqualTo(4);
    assertThat(stats.batchCount()).isEqualTo(3);
    assertThat(stats.tokenCount()).isEqualTo(3 + 10 + 8 + 512);
    assertThat(stats.paddedTokenCount()).isEqualTo(3 + 20 + 512);
    assertThat(stats.truncatedTextCount()).isEqualTo(1);
    assertThat(stats.truncatedTokenCount()).isEqualTo(90);
    assertThat(stats.utilisation()).isEqualTo(0.75);
    assertThat(stats.failedBatchCount()).isZero();
  }

  private BatchingEncoder encoder(int workers, int batchTokens, int passages, int queries) {
    return new BatchingEncoder(
        new WordTokenizer(512),
        model,
        new BatchConfig(workers, batchTokens, passages, queries, Duration.ofSeconds(30)),
        (text, _) -> kept.add(text),
        clock.nanoSource());
  }

  private void restart(int workers, int batchTokens, int passages, int queries) {
    encoder.close();
    model = GatedEncoder.shut();
    encoder = encoder(workers, batchTokens, passages, queries);
  }

  /// The only worker is in a pass that does not end until it is let through.
  private void occupyTheWorker() throws InterruptedException {
    submitPassages("occupied");
    assertThat(model.nextPass()).hasSize(1);
  }

  /// Two workers, one of which has just answered a query.
  private void askAQueryOfTwoWorkers() throws Exception {
    restart(2, 512, 4_096, 256);
    model.letThrough(1);
    submitQuery("asked before").get();
    assertThat(model.nextPass()).hasSize(1);
  }

  @CanIgnoreReturnValue
  private Future<List<EmbeddedText>> submitPassages(String... texts) {
    return callers.submit(() -> encoder.embedPassages(List.of(texts), NEVER));
  }

  @CanIgnoreReturnValue
  private Future<EmbeddedText> submitQuery(String text) {
    return callers.submit(() -> encoder.embedQuery(text, NEVER));
  }

  private static void assertUnavailable(Future<?> future) {
    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(EmbedderUnavailableException.class);
  }

  private static String[] manyTexts(int count) {
    return IntStream.range(0, count).mapToObj(i -> "text " + i).toArray(String[]::new);
  }

  /// `count` words, unlike those of any other `seed`.
  private static String words(int count, int seed) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add("w" + seed + "x" + i);
    }
    return String.join(" ", words);
  }
}
