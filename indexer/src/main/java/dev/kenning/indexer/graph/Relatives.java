package dev.kenning.indexer.graph;

import dev.kenning.indexer.MethodId;
import java.util.List;

/// What a method overrides and what overrides it.
///
/// @param overrides indexed methods further up, nearest first
/// @param outside the same of the JDK, by name
/// @param overriddenBy indexed methods further down that override or implement it
public record Relatives(
    List<MethodId> overrides, List<String> outside, List<MethodId> overriddenBy) {
  /// Of a method that has none.
  public static final Relatives NONE = new Relatives(List.of(), List.of(), List.of());

  public Relatives {
    overrides = List.copyOf(overrides);
    outside = List.copyOf(outside);
    overriddenBy = List.copyOf(overriddenBy);
  }
}
