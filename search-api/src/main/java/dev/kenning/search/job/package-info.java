/// What became of work that was started? A caller that asks for a long piece of work gets a
/// [dev.kenning.search.job.Job] at once and asks for it again by its id, even after a restart.
///
/// Read [dev.kenning.search.job.Job], then [dev.kenning.search.job.SyncJobs].
///
/// One job runs at a time, on a named thread; the queue of those that wait is bounded and says so
/// when full. A job that was cut off by the end of the process is called interrupted, never
/// running.
@NullMarked
package dev.kenning.search.job;

import org.jspecify.annotations.NullMarked;
