package orchard.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DurationsTest {
  @Test
  void hoursAndMinutesAreAdded() {
    assertEquals(5_400_000, Durations.toMillis("1h30m"));
  }

  @Test
  void millisecondsAreNotTakenForMinutes() {
    assertEquals(250, Durations.toMillis("250ms"));
    assertEquals(187_200_000, Durations.toMillis(" 2d 4h "));
  }

  @Test
  void anUnknownUnitIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Durations.toMillis("3 apples"));
    assertThrows(IllegalArgumentException.class, () -> Durations.toMillis("1h and 5m"));
    assertThrows(IllegalArgumentException.class, () -> Durations.toMillis(""));
  }

  @Test
  void twoUnitsAreEnough() {
    assertEquals("3 h 12 min", Durations.brief(Duration.ofSeconds(11_525)));
  }

  @Test
  void theVanRestsOnWeekends() {
    LocalDate friday = LocalDate.of(2026, 5, 1);
    LocalDate monday = LocalDate.of(2026, 5, 4);
    assertEquals(monday, Season.nextRun(friday, Set.of()));
    assertEquals(monday.plusDays(1), Season.nextRun(friday, Set.of(monday)));
  }

  @Test
  void seasonsThatTouchOnOneDayMeet() {
    Season plums = new Season(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 9, 15));
    Season pears = new Season(LocalDate.of(2026, 9, 15), LocalDate.of(2026, 11, 1));
    assertTrue(plums.meets(pears));
    assertEquals(1, plums.and(pears).orElseThrow().length());
  }
}
