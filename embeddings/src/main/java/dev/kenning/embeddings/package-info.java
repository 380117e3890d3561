/// What does a text mean, as a vector? This package is all that callers of the module see: an
/// [dev.kenning.embeddings.Embedder] turns texts into unit-length
/// [dev.kenning.embeddings.Embedding]s, on this machine and nowhere else.
///
/// Read [dev.kenning.embeddings.Embedder] first, then `local.LocalModels`, which opens one from the
/// catalogue. The packages below answer one question each: `model` (which model is this?),
/// `weights` (what numbers are in this file?), `torchscript` (how is an archive written?),
/// `conversion` (weights to a verified archive), `tokenizer`, `encoder` (the forward pass), `batch`
/// (when do texts travel together?), `cache` (have we embedded this?), `local` (all of them
/// together).
///
/// No text leaves the process. An embedding is never changed after it is made.
@NullMarked
package dev.kenning.embeddings;

import org.jspecify.annotations.NullMarked;
