/// Was this asked before? Vectors of questions are remembered by text and model, answers by
/// question and the very state of the index: what could be out of date is never found again.
///
/// Read [dev.kenning.search.cache.CachedAnswers] and [dev.kenning.search.cache.CachedQueries].
///
/// Both are bounded by weight and live in memory alone. Freshness is looked at anew for every
/// answer, remembered or not.
@NullMarked
package dev.kenning.search.cache;

import org.jspecify.annotations.NullMarked;
