/// What does the server do, in numbers that a machine reads?
/// [dev.kenning.search.metrics.MetricName] lists every meter there is, with its name, labels and
/// meaning; [dev.kenning.search.metrics.ServerMetrics] counts and times, and writes the Prometheus
/// text.
///
/// Read [dev.kenning.search.metrics.MetricName], then [dev.kenning.search.metrics.ServerMetrics].
///
/// Names are part of the interface: `docs/metrics.md` has the same table, and a test holds the two
/// together. Labels take few values: never a query, a path, a caller or a repository. Micrometer is
/// seen only here.
@NullMarked
package dev.kenning.search.metrics;

import org.jspecify.annotations.NullMarked;
