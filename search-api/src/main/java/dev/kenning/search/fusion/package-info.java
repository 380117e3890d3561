/// Which ranking wins? Every candidate, whichever side found it, is scored on both signals; the
/// scores are brought to fixed scales and mixed, so that a score means the same from one query to
/// the next.
///
/// Read [dev.kenning.search.fusion.RankFusion], which carries the formula, then
/// [dev.kenning.search.fusion.FusionConfig], which holds its numbers.
///
/// Pure functions of their arguments: no store, no clock, no threads. The parts that explain a
/// score add up to it.
@NullMarked
package dev.kenning.search.fusion;

import org.jspecify.annotations.NullMarked;
