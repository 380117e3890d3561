/// From intent to answer: the visible path. [dev.kenning.search.answer.IntentSearch] embeds the
/// intent beside looking for its words, asks one snapshot for candidates of both kinds, lets
/// `fusion` rank them, then fetches, checks freshness and explains.
///
/// Read [dev.kenning.search.answer.IntentSearch], then [dev.kenning.search.answer.Answer]; then
/// [dev.kenning.search.answer.SimilarSearch], the same path from a method instead of an intent.
/// `VisibilityWait` holds a question back until the state it asks for is visible; `FreshnessCheck`
/// compares what is shown with what the files hold now.
///
/// An answer is never silently partial: a part that failed or came too late is named in `degraded`.
/// Everything in an answer was visible at one instant.
@NullMarked
package dev.kenning.search.answer;

import org.jspecify.annotations.NullMarked;
