package dev.kenning.search.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far a job is.
public enum JobState {
  WAITING,
  RUNNING,
  /// Done, with nothing left out.
  DONE,
  /// Done, with files that were left out or failed: they are listed.
  INCOMPLETE,
  /// Stopped by an error; asking again starts anew.
  FAILED,
  /// The process ended before it did.
  INTERRUPTED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static JobState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public boolean isOver() {
    return this != WAITING && this != RUNNING;
  }
}
