/// Which words does a method hold, and how much does each weigh? The lexical half of a store
/// without the index: text is broken into words, a method's words are weighed by the field they
/// stand in, and an intent becomes the terms to look for.
///
/// Read [dev.kenning.indexer.store.lexical.LexicalWeights] (every number there is to tune),
/// [dev.kenning.indexer.store.lexical.WordBreaker],
/// [dev.kenning.indexer.store.lexical.WordWeigher], then
/// [dev.kenning.indexer.store.lexical.LexicalQuery].
///
/// Everything here is a pure function of its arguments. Methods and intents are broken and stemmed
/// by the same code, so a word always meets itself. A change of what is indexed (fields, weights,
/// word rules) is a change of the store's schema version.
@NullMarked
package dev.kenning.indexer.store.lexical;

import org.jspecify.annotations.NullMarked;
