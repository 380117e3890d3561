package dev.kenning.search.job;

/// A file that was left out or failed, and why.
public record JobProblem(String path, String reason) {}
