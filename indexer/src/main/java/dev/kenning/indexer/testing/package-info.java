/// What stands in for a store where a real one would only slow a test down?
/// [dev.kenning.indexer.testing.InMemoryMethodStore] keeps everything on the heap and compares a
/// question with every method.
///
/// Read [dev.kenning.indexer.testing.InMemoryMethodStore].
///
/// A double passes the same contract as what it stands for, so a test that runs on it says
/// something. Nothing of the product uses this package.
@NullMarked
package dev.kenning.indexer.testing;

import org.jspecify.annotations.NullMarked;
