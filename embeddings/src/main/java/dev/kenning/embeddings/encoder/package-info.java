/// What does the network say? An [dev.kenning.embeddings.encoder.Encoder] makes one forward pass
/// over a batch of tokenized texts: token ids in, unit-length embeddings out.
///
/// Read [dev.kenning.embeddings.encoder.Encoder].
///
/// DJL and PyTorch are seen only here (and by the tokenizer, whose library is DJL's too). A forward
/// pass cannot be cancelled once it has begun. One encoder may serve several threads, each pass on
/// one.
@NullMarked
package dev.kenning.embeddings.encoder;

import org.jspecify.annotations.NullMarked;
