/// How does a model learn what developers ask? Tunes a BERT encoder on pairs of a question and the
/// passage of the method that answers it: forward and backward through libtorch's autograd, loss,
/// optimiser and schedule in Java.
///
/// Read [dev.kenning.embeddings.training.Training], then
/// [dev.kenning.embeddings.training.ContrastiveLoss].
///
/// Never on the serving path: nothing outside the command that trains may use it. With the same
/// plan, seed and number of threads every run gives the same numbers; a checkpoint resumes to them.
@NullMarked
package dev.kenning.embeddings.training;

import org.jspecify.annotations.NullMarked;
