/// Is this data directory whole, and how is it made whole again? The ledger is the truth and cannot
/// be made again, so it is copied, checked and salvaged; everything else is a view of it, so it is
/// checked, and where it is damaged made anew.
///
/// Read [dev.kenning.indexer.care.Checkup] with its [dev.kenning.indexer.care.Finding]s first, then
/// [dev.kenning.indexer.care.BackupWriter] and [dev.kenning.indexer.care.Restoration], then
/// [dev.kenning.indexer.care.Repair], [dev.kenning.indexer.care.Compaction] and
/// [dev.kenning.indexer.care.Erasure].
///
/// A check changes nothing and takes no lock: it may run beside a writer, whose latest changes it
/// then leaves out. What does change something says what it changed. Nothing here is the only copy
/// of anything until it is complete, checked and durable: files get their name by a rename at the
/// end.
@NullMarked
package dev.kenning.indexer.care;

import org.jspecify.annotations.NullMarked;
