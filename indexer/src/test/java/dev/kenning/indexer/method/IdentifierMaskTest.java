package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentifierMaskTest {
  private static final String TILL =
      """
      package shop.till;

      import java.util.List;

      /** Takes money. */
      class Till<E extends Exception> {
        private int total; // in cents

        /* What the
           customer owes. */
        int pay(List<Integer> prices) throws E {
          for (int price : prices) {
            total += Math.max(0, price);
          }
          return total;
        }
      }
      """;
  private static final String SHOP =
      """
      package shop;
      class Shop {
        int sell(shop.till.Till<RuntimeException> till) { return till.pay(java.util.List.of(1)); }
      }
      """;

  @Test
  void everyDeclaredNameGoesAndTheSameNameIsTheSameEverywhere() {
    IdentifierMask mask = IdentifierMask.of(List.of(TILL, SHOP));
    String till = mask.mask(TILL);
    String shop = mask.mask(SHOP);

    assertThat(till + shop)
        .doesNotContain("Till", "Shop", "pay", "sell", "price", "total", "shop", "till", "money");
    assertThat(till).contains("int " + mask.of("pay") + "(");
    assertThat(shop).contains("." + mask.of("pay") + "(");
    assertThat(mask.of("pay")).matches("m\\d+");
    assertThat(mask.of("Till")).matches("T\\d+");
    assertThat(mask.of("total")).matches("v\\d+");
  }

  @Test
  void whatLibrariesDeclareAndWhatTheCodeDoesStays() {
    IdentifierMask mask = IdentifierMask.of(List.of(TILL, SHOP));

    assertThat(mask.mask(TILL)).contains("Math.max(0, ", "List<Integer>", "throws ", "for (int ");
    assertThat(mask.of("Math")).isEqualTo("Math");
  }

  @Test
  void everyLineKeepsItsNumber() {
    String masked = IdentifierMask.of(List.of(TILL, SHOP)).mask(TILL);

    assertThat(masked.lines().count()).isEqualTo(TILL.lines().count());
    FileKey file = new FileKey("r", "Till.java");
    MethodExtractor extractor = new MethodExtractor();
    assertThat(extractor.extract(file, masked).methods())
        .extracting(unit -> unit.span().startLine())
        .isEqualTo(
            extractor.extract(file, TILL).methods().stream()
                .map(unit -> unit.span().startLine())
                .toList());
  }
}
