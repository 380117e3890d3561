/// What text stands for a method when it is embedded? A [dev.kenning.indexer.passage.Passage]:
/// token-thrifty natural language made of the method's split names, signature words, documentation,
/// called names, literals and comments.
///
/// Read [dev.kenning.indexer.passage.Passage].
///
/// A passage is a pure function of its unit and the version of the rules; a change of the rules is
/// a change of the version, and so of the index's fingerprint.
@NullMarked
package dev.kenning.indexer.passage;

import org.jspecify.annotations.NullMarked;
