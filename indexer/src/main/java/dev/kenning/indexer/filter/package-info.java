/// Which methods are asked for? A [dev.kenning.indexer.filter.Filter] is a value: a small tree that
/// each store translates in one class of its own, and that no other code takes apart.
///
/// Read [dev.kenning.indexer.filter.Filter], then [dev.kenning.indexer.filter.Glob].
///
/// Filters are immutable and do not know how they are run; two equal filters keep the same methods.
@NullMarked
package dev.kenning.indexer.filter;

import org.jspecify.annotations.NullMarked;
