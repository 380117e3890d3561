/// Which files are there to read? A [dev.kenning.indexer.source.SourceTree] walks a folder, a git
/// work tree or an archive and gives one [dev.kenning.indexer.source.Discovery] for each file it
/// meets: found, or skipped with its reason.
///
/// Read [dev.kenning.indexer.source.Discovery], [dev.kenning.indexer.source.SourceTree], then
/// [dev.kenning.indexer.source.SkipReason].
///
/// Nothing is dropped in silence, nothing outside the root is ever read, no read is larger than the
/// bound of the [dev.kenning.indexer.source.SourceRules]. The order is the same for the same tree
/// on every system. Nothing here writes.
@NullMarked
package dev.kenning.indexer.source;

import org.jspecify.annotations.NullMarked;
