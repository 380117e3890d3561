/// May this request run now, later, or not at all? A caller has a rate, a kind of work has a limit
/// that follows its measured latency, bodies have a budget of memory; whoever finds no place is
/// told at once, and when to come again.
///
/// Read [dev.kenning.search.admission.AdmissionControl], then `AdaptiveLimit`, whose formula stands
/// above its code, `WorkGate` and [dev.kenning.search.admission.AdmissionConfig].
///
/// A refusal takes no lock for long, reads no body and waits for nobody. Nothing here grows without
/// a bound. Time is read from a source that tests turn by hand.
@NullMarked
package dev.kenning.search.admission;

import org.jspecify.annotations.NullMarked;
