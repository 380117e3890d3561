/// How much can a server carry, and what does it do with more? A benchmark starts a real server in
/// a process of its own, asks it in a real mix of requests at times that were decided before, at
/// fractions and multiples of what it can do, and holds what callers feel against goals.
///
/// Read [dev.kenning.search.load.LoadBenchmark] (the steps and the goals), then `OpenLoop`, which
/// sends requests when they are due whether or not earlier ones were answered, and
/// [dev.kenning.search.load.SoakBenchmark].
///
/// Every latency counts from the instant a request was due, never from when it could be sent: a
/// generator that falls behind makes the server look slow, not fast, and a run in which it fell
/// behind says that it is void. Servers are asked on loopback only, for a bounded time.
/// HdrHistogram is seen only here.
@NullMarked
package dev.kenning.search.load;

import org.jspecify.annotations.NullMarked;
