/// How does a real server behave when it is killed, or asked for all it can give? A trial starts
/// servers in processes of their own, speaks to them over HTTP as any caller does, and reads what
/// they leave on disk.
///
/// Read [dev.kenning.search.trial.SurvivalTrial] (kills at random instants, and what must hold
/// after each), then [dev.kenning.search.trial.ServerProcess].
///
/// A trial believes nothing a server says of itself: what was acknowledged is written down on the
/// caller's side, and compared with what searches find. Every random choice follows from a seed. A
/// trial ends only processes that it started, and writes only into the folder it was given.
@NullMarked
package dev.kenning.search.trial;

import org.jspecify.annotations.NullMarked;
