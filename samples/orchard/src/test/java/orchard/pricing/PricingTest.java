package orchard.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import orchard.files.CsvReader;
import org.junit.jupiter.api.Test;

class PricingTest {
  @Test
  void halvesGoToTheEvenCent() {
    assertEquals(new BigDecimal("1.12"), Till.settle(new BigDecimal("1.125")));
    assertEquals(new BigDecimal("1.14"), Till.settle(new BigDecimal("1.135")));
    assertEquals(new BigDecimal("9.95"), Till.cash(new BigDecimal("9.97")));
  }

  @Test
  void nothingIsLostBetweenFriends() {
    assertEquals(List.of(34L, 33L, 33L), Till.share(100, 3));
    assertEquals(Map.of(50, 1, 20, 2, 5, 1), Till.change(95));
  }

  @Test
  void exchangedDigitsAreNoticed() {
    assertTrue(Till.plausibleCard("4539578763621486"));
    assertFalse(Till.plausibleCard("4539578763621468"));
  }

  @Test
  void onlyTheLastValuesCount() {
    Gauge gauge = new Gauge(2);
    gauge.tick(10);
    gauge.tick(20);
    assertEquals(25, gauge.tick(30));
    assertEquals(100, Gauge.celsius(212));
  }

  @Test
  void commasInsideQuotesStay() throws IOException {
    CsvReader reader = new CsvReader(new StringReader("pear,\"sweet, \"\"soft\"\"\",3\nplum,,1"));
    assertEquals(List.of("pear", "sweet, \"soft\"", "3"), reader.next());
    assertEquals(List.of("plum", "", "1"), reader.next());
    assertEquals(null, reader.next());
  }
}
