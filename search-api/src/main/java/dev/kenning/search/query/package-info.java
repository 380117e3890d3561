/// What is asked? Requests as validated values, whoever brings them: HTTP, a command line, an
/// agent. [dev.kenning.search.query.RequestReader] turns JSON into them and names every field that
/// is wrong at once.
///
/// Read [dev.kenning.search.query.SearchRequest], [dev.kenning.search.query.SearchFilter], then
/// [dev.kenning.search.query.RequestReader].
///
/// A request that exists is one that can be answered: bounds hold in the constructors. Nothing a
/// caller sent is ignored; a field that is not known, or not yet built, is refused by its JSON
/// Pointer. Everything is immutable and fit for any thread.
@NullMarked
package dev.kenning.search.query;

import org.jspecify.annotations.NullMarked;
