package dev.kenning.search.trial;

import java.util.Locale;

/// One measured number.
///
/// @param name what was measured, in snake case
/// @param value how much
/// @param unit of the value: `ms`, `s`, `/s` or a noun
/// @param goal what it should be at most (or, with the unit `/s`, at least); NaN where there is
///   none
public record Figure(String name, double value, String unit, double goal) {
  static Figure of(String name, double value, String unit) {
    return new Figure(name, value, unit, Double.NaN);
  }

  /// Whether it is as good as it should be; true where nothing is asked.
  public boolean isMet() {
    return Double.isNaN(goal) || (unit.equals("/s") ? value >= goal : value <= goal);
  }

  /// For a person.
  @Override
  public String toString() {
    String text = String.format(Locale.ROOT, "%-44s %,12.1f %s", name, value, unit);
    return Double.isNaN(goal)
        ? text
        : text
            + String.format(
                Locale.ROOT,
                "   (%s %,.1f: %s)",
                unit.equals("/s") ? "at least" : "at most",
                goal,
                isMet() ? "met" : "MISSED");
  }
}
