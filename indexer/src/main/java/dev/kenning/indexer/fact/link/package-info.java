/// What does the tree of one file say that other files have to complete? Turns declarations and
/// bodies into the values of [dev.kenning.indexer.link].
///
/// Read [dev.kenning.indexer.fact.link.FileLinks], then `MemberWalk`, `StatementWalk` and
/// `ExpressionWalk`, which are met in this order.
///
/// Names are not looked up, save those that only the walk can tell: variables and local types. What
/// nests deeper than a person writes is left out rather than followed. For one file and one thread.
@NullMarked
package dev.kenning.indexer.fact.link;

import org.jspecify.annotations.NullMarked;
