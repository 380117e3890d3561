package dev.kenning.search.admission;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who goes first where there is not room for all.
public enum Priority {
  /// Somebody waits for the answer.
  INTERACTIVE,
  /// Nobody does: evaluations, imports, crawlers. It waits behind the others, and never has all
  /// places.
  BULK;

  private static final Pattern URGENCY = Pattern.compile("(?:^|[,\\s])u=([0-7])(?:$|[,;\\s])");
  private static final int FIRST_BULK_URGENCY = 5;

  /// Reads a `Priority` header (RFC 9218): an urgency of 5 to 7, `u=5`, is bulk; 3 is the default.
  public static Priority ofHeader(Optional<String> header) {
    Matcher urgency = URGENCY.matcher(header.orElse(""));
    return urgency.find() && Integer.parseInt(urgency.group(1)) >= FIRST_BULK_URGENCY
        ? BULK
        : INTERACTIVE;
  }
}
