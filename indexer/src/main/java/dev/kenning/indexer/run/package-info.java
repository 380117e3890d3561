/// How does a tree of source become an index? All the other packages in one path:
/// [dev.kenning.indexer.run.IndexRun] takes a tree into the ledger and brings the store up to the
/// ledger, stage by stage.
///
/// Read [dev.kenning.indexer.run.IndexRun], the path on one screen, then
/// [dev.kenning.indexer.run.IndexReport], what came of it; [dev.kenning.indexer.run.DataDirectory]
/// says where things lie, [dev.kenning.indexer.run.LiveIndex] keeps an index up to date inside a
/// server.
///
/// What was accepted is in the ledger before anything is made of it, so a crash at any point loses
/// nothing: the next run starts where the store's last commit stands. Work in flight is bounded.
/// One run at a time per data directory, under its lock.
@NullMarked
package dev.kenning.indexer.run;

import org.jspecify.annotations.NullMarked;
