/// Who calls whom? Links the methods of all indexed files at the moment somebody asks: names are
/// looked up as the compiler would, across files and repositories, in what each file says of itself
/// and in a pinned list of the JDK's members.
///
/// Read [dev.kenning.indexer.graph.CallGraph], then `Attribution`, which tells what an expression
/// is and which method a call means, `Overloads`, and `Universe`, which finds types.
///
/// What is not certain is said to be so: a call that may reach one of several methods names all of
/// them, and one whose receiver is unknown names none. Nothing is kept from one question to the
/// next but the JDK's list; what a question needs belongs to the thread that asks it.
@NullMarked
package dev.kenning.indexer.graph;

import org.jspecify.annotations.NullMarked;
