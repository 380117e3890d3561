package orchard.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTest {
  @Test
  void aTypingErrorIsForgiven() {
    assertEquals(3, Labels.distance("kitten", "sitting"));
    assertEquals(Optional.of("quince"), Labels.didYouMean("qince", List.of("plum", "quince")));
  }

  @Test
  void starsAndQuestionMarksStandForLetters() {
    assertTrue(Labels.fits("app*s", "apples"));
    assertTrue(Labels.fits("p?um*", "plum"));
    assertFalse(Labels.fits("p?um", "pum"));
  }

  @Test
  void anAddressHoldsNoAccents() {
    assertEquals("creme-d-orange-bio", Labels.slug("Crème d'Orange (bio)"));
  }

  @Test
  void rowsStayInOrderHoweverTheyCome() {
    Listing<Integer> listing = new Listing<>(Comparator.naturalOrder());
    for (int row : new int[] {5, 1, 4, 1, 3}) {
      listing.add(row);
    }
    assertEquals(List.of(1, 1, 3, 4, 5), listing.page(0, 10).rows());
    assertEquals(List.of(5), listing.page(2, 2).rows());
    assertEquals(List.of(5, 4), Listing.best(List.of(5, 1, 4, 1, 3), 2, Comparator.naturalOrder()));
  }

  @Test
  void sortedListsAreBraided() {
    List<Integer> all = new ArrayList<>();
    Listing.braid(List.of(List.of(1, 4).iterator(), List.of(2, 3, 9).iterator()))
        .forEachRemaining(all::add);
    assertEquals(List.of(1, 2, 3, 4, 9), all);
  }

  @Test
  void whatIsNeededComesFirst() {
    PackingPlan plan = new PackingPlan();
    plan.first("weigh", "wrap");
    plan.first("wash", "weigh");
    assertEquals(List.of("wash", "weigh", "wrap"), plan.arrange());
    plan.first("wrap", "wash");
    assertThrows(IllegalStateException.class, plan::arrange);
  }
}
