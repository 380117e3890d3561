/// Which text, and which model, should stand for a method? Compares passage forms, models and pairs
/// of models on judged intents, without an index for each: every vector is compared with every
/// intent, and the product's own fusion ranks.
///
/// Read [dev.kenning.search.comparison.PassageComparison], then
/// [dev.kenning.search.comparison.Meanings].
///
/// Nothing here is on the path of an answer. Figures come from exact cosines, so an index that
/// walks a graph may be a little worse, never better. One comparison runs on one thread.
@NullMarked
package dev.kenning.search.comparison;

import org.jspecify.annotations.NullMarked;
