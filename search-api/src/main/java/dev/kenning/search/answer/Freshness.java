package dev.kenning.search.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Whether the lines answered are the lines in the file.
public enum Freshness {
  /// They are: in the acknowledged file and, for a followed repository, on disk at answer time.
  VERIFIED,
  /// The file has changed since it was indexed.
  STALE,
  /// It could not be told.
  UNVERIFIED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
