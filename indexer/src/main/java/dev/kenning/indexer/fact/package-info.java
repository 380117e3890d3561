/// What does a method do? The vocabulary of behaviour: a [dev.kenning.indexer.fact.Fact] is a word
/// (`retries`, `throws:java.io.IOException`, `uses:file`) with the lines that show it. The packages
/// below infer them: `symbol` says what names mean, `sketch` what stands in a method, `rule` what
/// that proves.
///
/// Read [dev.kenning.indexer.fact.FactKind], which is the vocabulary with its meanings and limits,
/// then [dev.kenning.indexer.fact.Fact] and [dev.kenning.indexer.fact.FactPattern], by which facts
/// are asked for.
///
/// The facts of a file are a pure function of its bytes, the rules' version and the pinned list of
/// the JDK's types; no other file has a say. A fact is proved by syntax or it is not given: what
/// the rules cannot see is written down with each word. Values; any thread.
@NullMarked
package dev.kenning.indexer.fact;

import org.jspecify.annotations.NullMarked;
