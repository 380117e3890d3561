package dev.kenning.search.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Whether the lines answered are the lines in the file.
public enum Freshness {
  /// They are: the file is what it was when it was indexed. For a followed folder the file on disk
  /// was asked, else the last acknowledged content.
  VERIFIED,
  /// They are, and the file has changed: the method was found again in what the file holds now, and
  /// is shown as it is there. It was ranked by what it was before.
  REANCHORED,
  /// They are not, or need not be: the file has changed, and the method was not found in it again.
  STALE,
  /// The file is not there any more.
  GONE,
  /// It could not be told.
  UNVERIFIED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
