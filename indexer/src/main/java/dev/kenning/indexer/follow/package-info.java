/// What changed in the trees that are followed? [dev.kenning.indexer.follow.FollowedTrees] takes
/// what happens in them into the ledger: at once where the system tells of it, and from time to
/// time by looking at everything, because events can be lost.
///
/// Read [dev.kenning.indexer.follow.FollowedTrees], then `FollowedTree`, one tree's life, then
/// `PendingPlaces`, which decides when a change has come to rest; `FolderWatch` is where the file
/// system speaks.
///
/// Events only say where to look: what is taken is always what lies on the disk. A tree that is not
/// there (unmounted, moved away) loses nothing: it is named, and goes on when it is back. Folders
/// that git ignores and links are not watched. One thread per tree, one for the events; they end
/// with [dev.kenning.indexer.follow.FollowedTrees].
@NullMarked
package dev.kenning.indexer.follow;

import org.jspecify.annotations.NullMarked;
