package dev.kenning.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.embeddings.testing.TurnedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every [Embedder] promises.
public abstract class EmbedderContract {
  private static final String INTENT = "parse a duration with units into milliseconds";
  private static final String NEAR = "parses a duration such as 1h30m with units, in milliseconds";
  private static final String FAR = "closes every open socket of the pool quietly";

  /// An embedder that is ready. The test does not close it, unless it is about closing.
  protected abstract Embedder embedder();

  @Test
  void vectorsHaveTheModelsDimensions() {
    EmbeddedText query = embedder().embedQuery(INTENT, Deadline.never());
    assertThat(query.embedding().dimensionCount()).isEqualTo(embedder().dimensionCount());
  }

  @Test
  void theNearerTextIsNearer() {
    Embedding query = embedder().embedQuery(INTENT, Deadline.never()).embedding();
    List<EmbeddedText> passages = embedder().embedPassages(List.of(FAR, NEAR), Deadline.never());
    assertThat(query.cosine(passages.get(1).embedding()))
        .isGreaterThan(query.cosine(passages.get(0).embedding()) + 0.1f);
  }

  @Test
  void answersComeInTheOrderOfTheTexts() {
    List<String> texts = List.of(FAR, NEAR, INTENT + " " + INTENT, "sort", NEAR);
    List<EmbeddedText> together = embedder().embedPassages(texts, Deadline.never());
    assertThat(together).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      Embedding alone =
          embedder().embedPassages(List.of(texts.get(i)), Deadline.never()).getFirst().embedding();
      assertThat(together.get(i).embedding().cosine(alone)).isCloseTo(1f, within(1e-4f));
    }
  }

  @Test
  void equalTextsOfOneCallAreEmbeddedOnce() {
    List<EmbeddedText> answers =
        embedder().embedPassages(List.of(NEAR, FAR, NEAR), Deadline.never());
    assertThat(answers.get(2).origin()).isEqualTo(EmbeddedText.Origin.DUPLICATE);
    assertThat(answers.get(2).embedding()).isEqualTo(answers.get(0).embedding());
  }

  @Test
  void noTextsGiveNoAnswers() {
    assertThat(embedder().embedPassages(List.of(), Deadline.never())).isEmpty();
  }

  @Test
  void anEmptyTextHasAVector() {
    assertThat(embedder().embedQuery("", Deadline.never()).tokenCount()).isPositive();
    assertThat(embedder().embedPassages(List.of(""), Deadline.never())).hasSize(1);
  }

  @Test
  void whatDoesNotFitIsCounted() {
    EmbeddedText answer =
        embedder()
            .embedPassages(List.of("word ".repeat(embedder().maxTokenCount())), Deadline.never())
            .getFirst();
    assertThat(answer.tokenCount()).isEqualTo(embedder().maxTokenCount());
    assertThat(answer.truncatedTokenCount()).isPositive();
    assertThat(embedder().embedQuery(INTENT, Deadline.never()).truncatedTokenCount()).isZero();
  }

  @Test
  void aPassedDeadlineIsSaid() {
    TurnedClock clock = new TurnedClock();
    Deadline passed = Deadline.after(Duration.ZERO, clock.nanoSource());
    assertThatThrownBy(() -> embedder().embedQuery(INTENT, passed))
        .isInstanceOf(DeadlineExceededException.class);
    assertThatThrownBy(() -> embedder().embedPassages(List.of(NEAR), passed))
        .isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void manyThreadsGetTheirOwnAnswers() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EmbeddedText>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String text = "counts to " + i;
        answers.add(callers.submit(() -> embedder().embedQuery(text, Deadline.never())));
      }
      for (int i = 0; i < 16; i++) {
        Embedding alone = embedder().embedQuery("counts to " + i, Deadline.never()).embedding();
        assertThat(answers.get(i).get().embedding().cosine(alone)).isCloseTo(1f, within(1e-4f));
      }
    }
  }

  @Test
  void afterClosingItIsUnavailable() {
    Embedder embedder = embedder();
    embedder.close();
    embedder.close();
    assertThatThrownBy(() -> embedder.embedQuery(INTENT, Deadline.never()))
        .isInstanceOf(EmbedderUnavailableException.class);
    assertThatThrownBy(() -> embedder.embedPassages(List.of(NEAR), Deadline.never()))
        .isInstanceOf(EmbedderUnavailableException.class);
  }

  /// An interrupted caller either is answered or is told, and keeps its flag if it is told.
  @Test
  void anInterruptedCallerIsNotLeftWaiting() throws Exception {
    Embedder embedder = embedder();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> told =
          callers.submit(() -> {
            Thread.currentThread().interrupt();
            try {
              var _ = embedder.embedPassages(List.of("a text " + INTENT), Deadline.never());
              return true;
            } catch (CancellationException e) {
              return Thread.currentThread().isInterrupted();
            }
          });
      assertThat(told.get()).isTrue();
    }
  }
}
