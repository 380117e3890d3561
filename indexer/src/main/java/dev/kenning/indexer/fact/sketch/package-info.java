/// What happens in a method, and where? One walk over a method's tree gathers what the rules ask
/// about (calls, throws, catches, loops, reads and writes, returns) with the types that names mean
/// and the structures each thing stands in, so that no rule walks the tree for itself.
///
/// Read [dev.kenning.indexer.fact.sketch.MethodSketch], then
/// [dev.kenning.indexer.fact.sketch.Frame], then [dev.kenning.indexer.fact.sketch.SketchWalk].
///
/// A sketch says what stands there and concludes nothing. Anonymous and local types inside a method
/// are methods' places of their own and are not entered; lambdas are, with a frame that says so.
/// The walk keeps its own stack, since expressions nest as deep as a generator likes. One thread.
@NullMarked
package dev.kenning.indexer.fact.sketch;

import org.jspecify.annotations.NullMarked;
