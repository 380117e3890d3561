/// How good are the answers? Metrics of ranked answers against judgements, with how sure one may be
/// of them.
///
/// Read [JudgedSet] (queries and what answers them), then [RankingScorer] (one ranking against the
/// judgements of its query), then [Evaluation] (means, intervals, slices).
///
/// Everything here is a pure function of its arguments: no index, no model, no clock, and the same
/// seed gives the same interval. A query that was not answered counts as answered with nothing.
@NullMarked
package dev.kenning.search.evaluation;

import org.jspecify.annotations.NullMarked;
