package dev.kenning.search.admission;

import dev.kenning.search.metrics.MetricName;
import dev.kenning.search.metrics.ServerMetrics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Decides who may run: first by the caller's rate, then, once the body is there, by the limit of
/// the kind of work; what computes beside the searches is turned away in the share in which they
/// are. All answers come in microseconds. Any number of threads.
public final class AdmissionControl {
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

  private final AdmissionConfig config;
  private final CallerRates rates;
  private final Map<WorkKind, WorkGate> gates = new EnumMap<>(WorkKind.class);
  private final CommonLoad load;
  private final MemoryBudget bodies;

  /// @param nanoSource [System#nanoTime] but for tests
  public AdmissionControl(AdmissionConfig config, LongSupplier nanoSource) {
    this.config = config;
    this.rates = new CallerRates(config, nanoSource);
    config
        .limits()
        .forEach((kind, limits) -> gates.put(kind, new WorkGate(config, limits, nanoSource)));
    this.load = new CommonLoad(nanoSource);
    this.bodies = new MemoryBudget(config.bodyBytes());
  }

  public AdmissionConfig config() {
    return config;
  }

  /// Takes a request off its caller's rate.
  ///
  /// @param caller a name for it
  /// @param counted whether it has a rate at all
  public Allowance take(String caller, boolean counted, WorkKind kind) {
    return counted ? rates.take(caller, kind.units()) : new Allowance.Unlimited();
  }

  /// Takes, or gives back, what a request turned out to be worth beside what was taken for it.
  ///
  /// @param units tenths of a search; negative for one that was cheaper
  public void settle(String caller, boolean counted, int units) {
    if (counted) {
      rates.settle(caller, units);
    }
  }

  /// Lets a request in, or refuses it; waits for a place where there is soon one.
  ///
  /// @param caller a name for who asks
  public Admission enter(WorkKind kind, Priority priority, String caller)
      throws InterruptedException {
    if (kind.sharesLoad() && load.turnsAway()) {
      return new Admission.Refused(SHORTEST_RETRY);
    }
    Admission admission = gate(kind).enter(priority, caller);
    if (kind == WorkKind.SEARCH && priority == Priority.INTERACTIVE) {
      load.searchEnded(admission instanceof Admission.Refused);
    }
    return admission;
  }

  /// How many wait for a place.
  int waiting(WorkKind kind) {
    return gate(kind).state().waiting();
  }

  /// How many may run at once now.
  int limit(WorkKind kind) {
    return gate(kind).state().limit();
  }

  /// Memory for bodies.
  public MemoryBudget bodies() {
    return bodies;
  }

  /// Shows limits, queues and callers.
  public void watch(ServerMetrics metrics) {
    gates.forEach((kind, gate) -> {
      metrics.watch(MetricName.ADMISSION_LIMIT, () -> gate.state().limit(), "kind", kind.word());
      metrics.watch(
          MetricName.ADMISSION_RUNNING, () -> gate.state().running(), "kind", kind.word());
      metrics.watch(
          MetricName.ADMISSION_WAITING, () -> gate.state().waiting(), "kind", kind.word());
    });
    metrics.watch(MetricName.ADMISSION_SHARED, load::share);
    metrics.watch(MetricName.ADMISSION_CALLERS, rates::callerCount);
    metrics.watch(MetricName.BODY_BYTES, bodies::reservedBytes);
  }

  private WorkGate gate(WorkKind kind) {
    WorkGate gate = gates.get(kind);
    if (gate == null) {
      throw new IllegalStateException("The configuration has a limit for each kind");
    }
    return gate;
  }
}
