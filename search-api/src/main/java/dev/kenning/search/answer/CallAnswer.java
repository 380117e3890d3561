package dev.kenning.search.answer;

import java.util.List;
import java.util.Optional;

/// Who calls a method, or what it calls.
///
/// @param method the method asked about
/// @param callers a page of who calls it; only where that was asked
/// @param callees a page of what it calls; only where that was asked
/// @param outside what it calls that is not indexed, or of which only the name is known, the first
///   [#MAX_OUTSIDE]; only with callees
/// @param through methods that are not indexed and by which it may be called as well, whose callers
///   are not looked for; only with callers
/// @param overrides what it overrides: indexed methods by symbol, others by name
/// @param overriddenBy the methods that override or implement it, the first [#MAX_OVERRIDING]
/// @param total calls found, on all pages
/// @param nextOffset where the next page begins, if there is one
/// @param complete whether nothing was left out but what is on other pages
/// @param incomplete why, if something was
/// @param asOf the state it reflects
public record CallAnswer(
    NamedMethod method,
    Optional<List<CallingMethod>> callers,
    Optional<List<CalledMethods>> callees,
    Optional<List<OutsideMethod>> outside,
    Optional<List<String>> through,
    List<String> overrides,
    List<NamedMethod> overriddenBy,
    int total,
    Optional<Integer> nextOffset,
    boolean complete,
    List<String> incomplete,
    AsOf asOf) {
  /// Methods given that are not indexed.
  public static final int MAX_OUTSIDE = 200;

  /// Overriding methods given.
  public static final int MAX_OVERRIDING = 100;

  public CallAnswer {
    callers = callers.map(List::copyOf);
    callees = callees.map(List::copyOf);
    outside = outside.map(List::copyOf);
    through = through.map(List::copyOf);
    overrides = List.copyOf(overrides);
    overriddenBy = List.copyOf(overriddenBy);
    incomplete = List.copyOf(incomplete);
  }

  /// A method that calls another.
  ///
  /// @param method the caller
  /// @param depth 1 for a caller of the method asked about
  /// @param of id of what it calls
  /// @param certainty `exact`, `one_of` or `by_name`
  /// @param candidates how many methods the call may reach, 1 for an exact one, 0 by name
  /// @param lines where it calls
  public record CallingMethod(
      NamedMethod method,
      int depth,
      String of,
      String certainty,
      int candidates,
      List<Integer> lines) {
    public CallingMethod {
      lines = List.copyOf(lines);
    }
  }

  /// What a call may reach.
  ///
  /// @param from id of what calls
  /// @param depth 1 for a call of the method asked about
  /// @param certainty `exact` for one target, `one_of` for one of them
  /// @param targets the one that the call names first, then those that may run in its place
  /// @param more targets left out
  /// @param lines where it calls
  public record CalledMethods(
      String from,
      int depth,
      String certainty,
      List<NamedMethod> targets,
      int more,
      List<Integer> lines) {
    public CalledMethods {
      targets = List.copyOf(targets);
      lines = List.copyOf(lines);
    }
  }

  /// What is called outside of the index.
  ///
  /// @param name with its type if that is known
  /// @param resolved whether it is
  /// @param lines where it is called
  public record OutsideMethod(String name, boolean resolved, List<Integer> lines) {
    public OutsideMethod {
      lines = List.copyOf(lines);
    }
  }
}
