/// Who asks, and what may they? A caller is the owner of the data directory, the holder of a key,
/// or, as long as there are no keys, anybody; it has scopes and sees repositories.
///
/// Read [dev.kenning.search.access.AccessControl], then [dev.kenning.search.access.Caller] and
/// [dev.kenning.search.access.KeyFile], which the command line edits while a server runs.
///
/// A key's secret is never kept, logged or compared in a time that depends on it. Where the file of
/// keys cannot be read, the keys known so far go on to count and nobody else gets in.
@NullMarked
package dev.kenning.search.access;

import org.jspecify.annotations.NullMarked;
