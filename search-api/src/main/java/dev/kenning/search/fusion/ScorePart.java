package dev.kenning.search.fusion;

/// A named summand of a score: `semantic`, `lexical`, the trait that took something away, `name`
/// and `context`, which added something.
public record ScorePart(String name, double amount) {}
