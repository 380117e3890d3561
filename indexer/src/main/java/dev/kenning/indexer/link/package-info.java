/// What does a file say that other files have to complete? Of each method its calls, as the
/// expressions they are made on and with; of each file its types, their supertypes and members. All
/// of it as written: what a name means is asked when a question is, since it takes other files.
///
/// Read [dev.kenning.indexer.link.MethodLinks], then [dev.kenning.indexer.link.Expr],
/// [dev.kenning.indexer.link.MethodCalls] and [dev.kenning.indexer.link.FileOutline], which are
/// what its two texts hold.
///
/// What is said of a file depends on its bytes and the version of the rules alone, so that the
/// links of a rebuilt index equal those of the live one, whatever the order of arrival. Values; any
/// thread, save the types of variables, which belong to whoever reads a text.
@NullMarked
package dev.kenning.indexer.link;

import org.jspecify.annotations.NullMarked;
