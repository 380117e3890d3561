package dev.kenning.indexer.pair;

/// What a comment asks for, and the statements below it as a method that has no name of its own.
///
/// @param text what is asked
/// @param code the method, from its first line to its last
public record SnippetQuestion(String text, String code) {}
