package orchard.time;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long things take, as people in the shop write it. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d+)\\s*(ms|d|h|m|s)");

  private Durations() {}

  /**
   * Reads texts such as {@code 1h30m}, {@code 45s} or {@code 2d 4h}.
   *
   * @throws IllegalArgumentException if anything but numbers with units is found
   */
  public static long toMillis(String text) {
    Matcher part = PART.matcher(text.strip());
    long total = 0;
    int end = 0;
    while (part.find()) {
      if (!text.strip().substring(end, part.start()).isBlank()) {
        throw new IllegalArgumentException("not a duration: " + text);
      }
      total = Math.addExact(total, Long.parseLong(part.group(1)) * unitMillis(part.group(2)));
      end = part.end();
    }
    if (end == 0 || end != text.strip().length()) {
      throw new IllegalArgumentException("not a duration: " + text);
    }
    return total;
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> throw new IllegalArgumentException(unit);
    };
  }

  /** The two largest units only: {@code 3 h 12 min}, {@code 40 s}. */
  public static String brief(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toSeconds() + " s";
  }
}
