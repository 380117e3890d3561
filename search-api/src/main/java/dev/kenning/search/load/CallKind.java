package dev.kenning.search.load;

import java.util.Locale;

/// What a request of the mix asks for.
enum CallKind {
  /// An intent, in most cases one that nobody asked before.
  SEARCH,
  /// An intent whose answer the server remembered, as the answer says.
  REMEMBERED,
  /// Methods like a given one.
  SIMILAR,
  /// A file that was saved.
  PUT,
  /// A single method.
  READ;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
