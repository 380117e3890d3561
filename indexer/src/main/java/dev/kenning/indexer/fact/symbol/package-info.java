/// Which type does a name mean? Names are resolved by what stands in their own file (imports,
/// declarations, fields, locals) and by a pinned list of the JDK's types, never by other files and
/// never by the JDK that happens to run: the same bytes give the same answer everywhere.
///
/// Read [dev.kenning.indexer.fact.symbol.FileTypes], then
/// [dev.kenning.indexer.fact.symbol.JdkSymbols] and [dev.kenning.indexer.fact.symbol.JavaType].
///
/// A name that cannot be resolved is said to be so ([dev.kenning.indexer.fact.symbol.JavaType]'s
/// `known`), never guessed. The list is immutable and shared by all threads; the tables of a file
/// belong to the thread that reads it.
@NullMarked
package dev.kenning.indexer.fact.symbol;

import org.jspecify.annotations.NullMarked;
