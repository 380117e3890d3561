package dev.kenning.indexer.run;

import java.time.Duration;

/// Where a stage's time went. The stage with no idle time is the one the whole run waits for.
///
/// @param stage `parse`, `embed` or `store`
/// @param busy time in which it had work in hand
/// @param starved time in which it waited for the stage before it
/// @param blocked time in which it waited for the stage after it to take what was ready
public record StageTime(String stage, Duration busy, Duration starved, Duration blocked) {}
