/// How sure may one be? A score ranks; a relevance is the probability that a result serves the
/// intent, and an answer may say that probably nothing in the index does.
///
/// Read [dev.kenning.search.relevance.Calibration], then
/// [dev.kenning.search.relevance.ResultEvidence] and [dev.kenning.search.relevance.AnswerEvidence],
/// which hold what the two are told by.
///
/// The numbers are fitted on judged intents, for each model and mode, and stand in
/// `relevance.json`; where there are none, nothing is claimed. Pure functions; any thread.
@NullMarked
package dev.kenning.search.relevance;

import org.jspecify.annotations.NullMarked;
