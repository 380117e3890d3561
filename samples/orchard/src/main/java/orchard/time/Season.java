package orchard.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** The days on which a fruit can be had, both ends included. */
public record Season(LocalDate first, LocalDate last) {
  public Season {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(last + " lies before " + first);
    }
  }

  /** Whether there is at least one day that belongs to both. */
  public boolean meets(Season other) {
    return !first.isAfter(other.last) && !other.first.isAfter(last);
  }

  /** The days common to both. */
  public Optional<Season> and(Season other) {
    if (!meets(other)) {
      return Optional.empty();
    }
    LocalDate from = first.isAfter(other.first) ? first : other.first;
    LocalDate to = last.isBefore(other.last) ? last : other.last;
    return Optional.of(new Season(from, to));
  }

  /** The next day the van drives: weekends and holidays are passed over. */
  public static LocalDate nextRun(LocalDate after, Set<LocalDate> holidays) {
    LocalDate day = after.plusDays(1);
    while (day.getDayOfWeek() == DayOfWeek.SATURDAY
        || day.getDayOfWeek() == DayOfWeek.SUNDAY
        || holidays.contains(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  long length() {
    return ChronoUnit.DAYS.between(first, last) + 1;
  }
}
