/// How is an index put to the test? [dev.kenning.indexer.testing.InMemoryMethodStore] stands in for
/// a store where a real one would only slow a test down; it keeps everything on the heap and
/// compares a question with every method. [dev.kenning.indexer.testing.IndexComparison] tells
/// whether two real indexes hold the same.
///
/// Read [dev.kenning.indexer.testing.InMemoryMethodStore], or
/// [dev.kenning.indexer.testing.IndexComparison].
///
/// A double passes the same contract as what it stands for, so a test that runs on it says
/// something. Nothing that indexes or answers uses this package; trials and checks may.
@NullMarked
package dev.kenning.indexer.testing;

import org.jspecify.annotations.NullMarked;
