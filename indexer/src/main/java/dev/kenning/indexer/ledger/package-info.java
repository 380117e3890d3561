/// Did we already take this change, and in what order did changes come? The ledger is the truth: an
/// append-only, durable list of accepted changes with the content they brought; the index is a view
/// of it.
///
/// Read [dev.kenning.indexer.ledger.ChangeLedger], then [dev.kenning.indexer.ledger.Submission]
/// with [dev.kenning.indexer.ledger.SubmissionOutcome], what writers ask and are told, and
/// `ChangeRules`, which decides; `LedgerSchema` tells the tables, `GroupCommit` how writers share a
/// commit, `LedgerCompaction` and `LedgerErasure` what may go. Beside the order it keeps what else
/// must survive: [dev.kenning.indexer.ledger.JobLog], files set aside, rejections.
///
/// An accepted change is on disk before it is acknowledged. Changes to one file are ordered by
/// version, never by arrival or wall clock: [dev.kenning.indexer.ledger.LedgerClock] tells ages
/// only. One writer per data directory; within it any number of threads.
@NullMarked
package dev.kenning.indexer.ledger;

import org.jspecify.annotations.NullMarked;
