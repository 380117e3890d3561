/// Which words are in this text? Identifiers come apart into words
/// ([dev.kenning.indexer.word.IdentifierSplitter]), documentation comments become plain sentences
/// ([dev.kenning.indexer.word.DocText]); passages and the index's analyser share these rules, so a
/// word means the same on both sides.
///
/// Read [dev.kenning.indexer.word.IdentifierSplitter], then [dev.kenning.indexer.word.DocText].
///
/// Everything here is a pure function of its text, linear in its length and safe for any thread. A
/// change of the rules changes passages, and so their version.
@NullMarked
package dev.kenning.indexer.word;

import org.jspecify.annotations.NullMarked;
