/// What would a developer ask that this method answers? Mines questions from what people wrote
/// beside their code, paired with the passage of the method, for a model to learn from.
///
/// Read [dev.kenning.indexer.pair.QuestionMiner], then [dev.kenning.indexer.pair.QuestionWording];
/// [dev.kenning.indexer.pair.TestQuestions] makes judged intents to measure by, not to learn from.
///
/// Never on the indexing or serving path. Every draw comes from a seed, so the same sources give
/// the same pairs. What a question was made of never stands in its passage.
@NullMarked
package dev.kenning.indexer.pair;

import org.jspecify.annotations.NullMarked;
