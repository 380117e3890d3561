package dev.kenning.embeddings.model;

import dev.kenning.embeddings.Embedding;

/// What the model must say of one text, computed once by an independent engine. Held against the
/// model after each conversion.
///
/// @param text embedded as it stands, without a prefix
/// @param embedding the answer, in 32-bit precision
public record ReferenceVector(String text, Embedding embedding) {}
