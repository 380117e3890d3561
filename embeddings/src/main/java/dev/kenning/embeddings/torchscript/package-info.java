/// How is an archive written that libtorch can load? A
/// [dev.kenning.embeddings.torchscript.BertArchive] is a zip of a pickled state, raw tensors and a
/// program in serialised TorchScript, made from a BERT encoder's weights without any Python.
///
/// Read [dev.kenning.embeddings.torchscript.BertArchive], then `BertScript` (the program),
/// `ModuleArchive`, `LinearForm` (what a precision changes), `ArchiveWriter` (the container) and
/// `PickleWriter`.
///
/// The same weights give the same bytes. Whoever writes an archive loads it once and compares it
/// with reference vectors before trusting it: nothing here can check what libtorch makes of it.
@NullMarked
package dev.kenning.embeddings.torchscript;

import org.jspecify.annotations.NullMarked;
