/// What was typed, and what does it start? The commands of `kenning`, and the one place that
/// assembles the product from its parts.
///
/// Read [Kenning] first, then a command ([SearchCommand] is short), then [Terminal]: everything a
/// command prints goes through it.
///
/// Nothing but this package reads the environment, the wall clock or ends the process. A command
/// prints its result on standard output and everything else on standard error, so that `--json`
/// output can be piped; it ends with one of the four [ExitStatus] values.
@NullMarked
package dev.kenning.search.cli;

import org.jspecify.annotations.NullMarked;
