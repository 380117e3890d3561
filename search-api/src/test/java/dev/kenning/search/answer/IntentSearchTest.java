package dev.kenning.search.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.ForwardingEmbedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.testing.InMemoryMethodStore;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntentSearchTest {
  private static final String SOURCE =
      """
      class Toolbox {
        /// Parses a date.
        Date parseDate(String text) { return format.parse(text); }

        /// Closes the stream quietly.
        void closeQuietly(InputStream stream) { stream.close(); }
      }
      """;

  @TempDir Path folder;
  private final Embedder embedder = new HashingEmbedder();
  private ChangeLedger ledger;
  private InMemoryMethodStore store;

  @BeforeEach
  void index() {
    ledger = SqliteChangeLedger.open(folder.resolve("ledger.db"), LedgerConfig.DEFAULT);
    ledger.createRepository("r", Optional.empty());
    store =
        new InMemoryMethodStore(
            new IndexFingerprint(embedder.model(), embedder.dimensionCount(), 1, 1, 1));
    FileKey file = new FileKey("r", "Toolbox.java");
    Content content = put(file, 1, SOURCE);
    PassageWriter writer = new PassageWriter();
    List<IndexedMethod> methods =
        new MethodExtractor()
            .extract(file, SOURCE).methods().stream()
                .map(unit -> {
                  Passage passage = writer.write(unit);
                  return new IndexedMethod(
                      unit,
                      passage,
                      embedder
                          .embedPassages(List.of(passage.text()), Deadline.never())
                          .getFirst()
                          .embedding());
                })
                .toList();
    store.replaceFile(file, content.hash().hex(), methods);
    store.refresh(ledger.head());
  }

  @AfterEach
  void close() {
    store.close();
    ledger.close();
  }

  @Test
  void failingModelLeavesAnAnswerByWordsThatSaysSo() {
    Answer answer = search(new FailingEmbedder(), SearchRequest.of("parse a date"));
    assertThat(answer.results()).extracting(MethodResult::method).containsExactly("parseDate");
    assertThat(answer.degraded()).containsExactly("semantic: the model is down");
    assertThat(answer.incomplete()).isTrue();
  }

  @Test
  void meaningAloneCannotDoWithoutAModel() {
    assertThatThrownBy(() ->
            search(new FailingEmbedder(), request(SearchMode.SEMANTIC, Duration.ofSeconds(5))))
        .isInstanceOf(EmbedderUnavailableException.class);
  }

  @Test
  void wordsAloneNeverAskTheModel() {
    Answer answer =
        search(new FailingEmbedder(), request(SearchMode.LEXICAL, Duration.ofSeconds(5)));
    assertThat(answer.results()).hasSize(1);
    assertThat(answer.degraded()).isEmpty();
  }

  @Test
  void modelThatIsTooSlowIsNotWaitedFor() {
    CountDownLatch never = new CountDownLatch(1);
    Answer answer =
        search(new StuckEmbedder(never), request(SearchMode.HYBRID, Duration.ofMillis(300)));
    assertThat(answer.results()).extracting(MethodResult::method).containsExactly("parseDate");
    assertThat(answer.degraded()).containsExactly("semantic: the deadline passed first");
    assertThat(answer.incomplete()).isTrue();
    assertThatThrownBy(() ->
            search(new StuckEmbedder(never), request(SearchMode.SEMANTIC, Duration.ofMillis(50))))
        .isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void nothingFoundBeforeTheDeadlineIsNotPassedOffAsNothingThere() {
    SearchRequest unheardOf =
        new SearchRequest(
            "xyzzy",
            10,
            SearchMode.HYBRID,
            SearchRequest.of("xyzzy").filter(),
            Duration.ofMillis(300),
            Set.of());
    assertThatThrownBy(() -> search(new StuckEmbedder(new CountDownLatch(1)), unheardOf))
        .isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void answerSaysWhatItReflectsAndWhatIsPending() {
    SequenceNumber visible = ledger.head();
    put(new FileKey("r", "Toolbox.java"), 2, "class Toolbox { Date parseDate() { return null; } }");
    Answer answer = search(embedder, SearchRequest.of("parse a date"));
    assertThat(answer.asOf().sequence()).isEqualTo(visible.value());
    assertThat(answer.pending()).isEqualTo(1);
    assertThat(answer.results().getFirst().freshness()).isEqualTo(Freshness.STALE);
  }

  @Test
  void timingNamesEveryStage() {
    Answer answer = search(embedder, SearchRequest.of("parse a date"));
    assertThat(answer.timingMs())
        .containsKeys("total", "embed", "lexical", "semantic", "score", "fuse", "fetch", "verify");
    assertThat(answer.timingMs().keySet().iterator().next()).isEqualTo("total");
  }

  private Answer search(Embedder with, SearchRequest request) {
    return new IntentSearch(store, with, ledger, FusionConfig.defaults()).answer(request);
  }

  private static SearchRequest request(SearchMode mode, Duration deadline) {
    SearchRequest base = SearchRequest.of("parse a date");
    return new SearchRequest(
        base.query(), base.limit(), mode, base.filter(), deadline, base.include());
  }

  private Content put(FileKey file, long version, String source) {
    Content content = Content.of(source.getBytes(StandardCharsets.UTF_8));
    ledger.accept(List.of(new FileChange.Put(file, OptionalLong.of(version), content)));
    return content;
  }

  /// A model that cannot be used.
  private static class FailingEmbedder extends ForwardingEmbedder {
    FailingEmbedder() {
      super(new HashingEmbedder());
    }

    @Override
    public EmbeddedText embedQuery(String text, Deadline deadline) {
      throw new EmbedderUnavailableException("the model is down");
    }

    @Override
    public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
      throw new EmbedderUnavailableException("the model is down");
    }
  }

  /// A model that keeps neither its deadline nor its promise.
  private static final class StuckEmbedder extends FailingEmbedder {
    private final CountDownLatch release;

    StuckEmbedder(CountDownLatch release) {
      this.release = release;
    }

    @Override
    public EmbeddedText embedQuery(String text, Deadline deadline) {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new EmbedderUnavailableException("the wait was withdrawn");
    }
  }
}
