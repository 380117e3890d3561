package dev.kenning.indexer.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.pair.TestQuestion.Wording;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestQuestionsTest {
  private static final String SHOP =
      """
      package shop;
      class Shop {
        void order(int count) { check(count); total += count; }
        void order(int count, String note) { order(count); }
        void check(int count) { if (count < 0) throw new IllegalArgumentException(); }
      }
      """;

  @Test
  void whatTheCommentOfATestSaysAsksForTheMethodWithItsOverloads() {
    List<TestQuestion> questions =
        questions(
            """
            /** Tests that a closed shop takes no more goods from anybody. */
            @Test void testOrderWhenClosed() { new Shop().order(1); }
            """);

    assertThat(questions)
        .singleElement()
        .satisfies(question -> {
          assertThat(question.text()).isEqualTo("a closed shop takes no more goods from anybody");
          assertThat(question.wording()).isEqualTo(Wording.COMMENT);
          assertThat(question.tested())
              .extracting(MethodUnit::name)
              .containsExactly("order", "order");
        });
  }

  @Test
  void withoutACommentTheNameAsksOfItsType() {
    assertThat(questions("@Test void testOrderOfNegativeCount() { new Shop().order(-1); }"))
        .extracting(TestQuestion::text)
        .containsExactly("shop: order of negative count");
  }

  @Test
  void aTestThatSaysNoMoreThanTheNameAsksNothing() {
    assertThat(questions("@Test void testOrder() { new Shop().order(1); }")).isEmpty();
  }

  @Test
  void aTestOfSeveralMethodsAsksNothing() {
    assertThat(
            questions(
                """
                @Test void testOrderAndCheckOfNegativeCount() { new Shop().order(1); new Shop().check(-1); }
                """))
        .isEmpty();
  }

  @Test
  void aTestThatDoesNotCallWhatItIsNamedAfterAsksNothing() {
    assertThat(questions("@Test void testOrderOfNegativeCount() { fail(); }")).isEmpty();
  }

  private static List<TestQuestion> questions(String tests) {
    MethodExtractor extractor = new MethodExtractor();
    List<MethodUnit> units = new ArrayList<>();
    units.addAll(
        extractor.extract(new FileKey("r", "src/main/java/shop/Shop.java"), SHOP).methods());
    units.addAll(
        extractor
            .extract(
                new FileKey("r", "src/test/java/shop/ShopTest.java"),
                "package shop;\nclass ShopTest {\n" + tests + "\n}\n")
            .methods());
    return new TestQuestions(units).all();
  }
}
