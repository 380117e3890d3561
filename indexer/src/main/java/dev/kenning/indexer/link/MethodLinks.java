package dev.kenning.indexer.link;

import java.util.Set;
import java.util.TreeSet;

/// What is kept of a method so that it can be linked with others, in the form a store keeps: texts
/// and the words to look them up by.
///
/// @param calls the text of [MethodCalls]; empty where there are none
/// @param called what is called by which name and how often an argument: see [CallTerms]
/// @param outline the text of the file's [FileOutline]; empty for all methods of a file but the
///   first
/// @param declares with the outline, the qualified names of the file's types
/// @param extended with the outline, the simple names of what those types extend or implement
public record MethodLinks(
    String calls, Set<String> called, String outline, Set<String> declares, Set<String> extended) {
  /// The version of both texts and of what is put into them; part of the index's fingerprint.
  ///
  /// 1. the first.
  public static final int RULES_VERSION = 1;

  /// Of a method that calls nothing, not the first of its file.
  public static final MethodLinks NONE = new MethodLinks("", Set.of(), "", Set.of(), Set.of());

  public MethodLinks {
    called = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(called));
    declares = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(declares));
    extended = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(extended));
  }

  /// The same, bearing the outline of its file.
  public MethodLinks with(FileOutline file) {
    return new MethodLinks(calls, called, file.write(), file.declares(), file.extended());
  }
}
