/// Which tokens is this text? A [dev.kenning.embeddings.tokenizer.Tokenizer] cuts a text into the
/// ids a model reads, up to the model's own limit, and says how much did not fit.
///
/// Read [dev.kenning.embeddings.tokenizer.Tokenizer], then
/// [dev.kenning.embeddings.tokenizer.TokenizedText].
///
/// Truncation is always counted, never silent. Tokenizers are safe for many threads.
@NullMarked
package dev.kenning.embeddings.tokenizer;

import org.jspecify.annotations.NullMarked;
