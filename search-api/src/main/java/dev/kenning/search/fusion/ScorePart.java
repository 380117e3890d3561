package dev.kenning.search.fusion;

/// A named summand of a score: `semantic`, `lexical`, or the trait that took something away.
public record ScorePart(String name, double amount) {}
