package dev.kenning.search.admission;

import java.util.Locale;

/// Kinds of work with limits of their own: however many searches wait, a method is read and an
/// administrator is heard. What computes as searches do gives way with them ([CommonLoad]).
public enum WorkKind {
  /// Intents.
  SEARCH(10),
  /// Methods like a given one, who calls it and what it calls.
  SIMILAR(10),
  /// Files sent, repositories brought up to date.
  WRITE(2),
  /// Single methods, repositories, jobs, the state.
  READ(1),
  /// Repositories made and deleted, metrics.
  ADMIN(1);

  private final int units;

  WorkKind(int units) {
    this.units = units;
  }

  /// What one request takes of its caller's rate, which is counted in tenths of a search.
  public int units() {
    return units;
  }

  /// Whether it is turned away in the share in which searches are.
  boolean sharesLoad() {
    return this == SIMILAR || this == WRITE;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
