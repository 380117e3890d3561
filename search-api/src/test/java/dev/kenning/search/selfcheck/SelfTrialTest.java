package dev.kenning.search.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.source.CommitHistory.ChangedFile;
import dev.kenning.indexer.source.CommitHistory.Commit;
import dev.kenning.indexer.source.CommitHistory.Lines;
import dev.kenning.indexer.testing.InMemoryMethodStore;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.selfcheck.OwnQuestion.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SelfTrialTest {
  private static final String SHOP =
      """
      package shop;

      public final class Shop {
        /// Reads the orders of a day from its file.
        public List<Order> orders(Path file) {
          return Files.readAllLines(file).stream().map(Order::parse).toList();
        }

        /// Keeps foreign merchants away.
        public int zz(int a) {
          int b = a + 1;
          return b;
        }

        /// {@inheritDoc}
        public String toString() {
          return "shop";
        }

        public int total(List<Order> orders) {
          return orders.stream().mapToInt(Order::price).sum();
        }
      }
      """;

  @TempDir Path folder;
  private final HashingEmbedder embedder = new HashingEmbedder();

  private static OwnCode code(List<Commit> commits) {
    List<MethodUnit> units =
        new MethodExtractor().extract(new FileKey("shop", "shop/Shop.java"), SHOP).methods();
    return new OwnCode("shop", units, commits);
  }

  @Test
  void documentationAndCommitsAskAndWhatSaysNothingDoesNot() {
    int line = SHOP.substring(0, SHOP.indexOf("mapToInt")).split("\n", -1).length;
    ChangedFile file =
        new ChangedFile(
            "shop/Shop.java",
            Content.of(SHOP.getBytes(StandardCharsets.UTF_8)),
            List.of(new Lines(line, line)));
    List<OwnQuestion> questions =
        OwnQuestions.of(
            code(
                List.of(
                    new Commit("SHOP-17: Count reduced prices into the sum", List.of(file)),
                    new Commit("Merge branch main into other", List.of(file)),
                    new Commit("Fix it", List.of(file)))),
            List.of(),
            100);
    assertThat(questions)
        .extracting(question -> question.source() + " " + question.text())
        .containsExactly(
            "DOCUMENTATION Reads the orders of a day from its file.",
            "DOCUMENTATION Keeps foreign merchants away.",
            "COMMIT Count reduced prices into the sum");
    assertThat(questions.getLast().answers()).extracting(MethodUnit::name).containsExactly("total");
  }

  @Test
  void whatDocumentationSaysIsAskedOfAnIndexWithoutIt() {
    OwnCode code = code(List.of());
    MethodUnit orders = code.units().getFirst();
    MethodUnit other = code.units().get(1);
    List<OwnQuestion> questions =
        List.of(
            new OwnQuestion("reads the orders", Source.DOCUMENTATION, List.of(orders)),
            new OwnQuestion("keeps foreign merchants away", Source.DOCUMENTATION, List.of(other)),
            new OwnQuestion("keeps foreign merchants away", Source.TEST, List.of(other)));
    AtomicInteger asked = new AtomicInteger();
    SelfReport report;
    try (ChangeLedger ledger =
            SqliteChangeLedger.open(folder.resolve("ledger.db"), LedgerConfig.DEFAULT);
        InMemoryMethodStore undocumented = store();
        InMemoryMethodStore documented = store()) {
      report =
          new SelfTrial(code, questions, embedder, ledger)
              .run(
                  undocumented,
                  documented,
                  new SelfTrial.Progress(_ -> {}, asked::incrementAndGet));
    }
    assertThat(asked.get()).isEqualTo(questions.size() * SearchMode.values().length);
    assertThat(report.bySource().keySet()).containsExactly(Source.DOCUMENTATION, Source.TEST);
    var ofTests = Objects.requireNonNull(report.bySource().get(Source.TEST));
    assertThat(ofTests.scores().getFirst().rank()).hasValue(1);
    var lexical = Objects.requireNonNull(report.byMode().get(SearchMode.LEXICAL));
    assertThat(lexical.scores().get(0).rank()).hasValue(1);
    assertThat(lexical.scores().get(1).rank()).as("no word is left of it").isEmpty();
    assertThat(report.undocumented()).isEqualTo(1);
    assertThat(report.packages()).singleElement().matches(one -> one.documented() == 3);
  }

  private InMemoryMethodStore store() {
    return new InMemoryMethodStore(
        new IndexFingerprint(
            embedder.model(),
            embedder.dimensionCount(),
            MethodExtractor.RULES_VERSION,
            new PassageWriter().rulesVersion(),
            1));
  }
}
