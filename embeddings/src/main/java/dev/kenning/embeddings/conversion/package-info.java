/// How do weights become a model that runs? A [dev.kenning.embeddings.conversion.ModelOpener] turns
/// the weights of a catalogue model into an archive libtorch can load, once, proves it against the
/// manifest's reference vectors, and opens it.
///
/// Read [dev.kenning.embeddings.conversion.ModelOpener], then
/// [dev.kenning.embeddings.conversion.LoadedModel].
///
/// An archive that was not verified is never used, and a failed conversion or import leaves nothing
/// behind. Work of two processes on one directory ends in the same files.
@NullMarked
package dev.kenning.embeddings.conversion;

import org.jspecify.annotations.NullMarked;
