/// Are the probabilities true? Judged intents are ranked, then ranked again as if their answers
/// were not in the index; one half of them fits the numbers of
/// [dev.kenning.search.relevance.Calibrations], the other half measures them.
///
/// Read [dev.kenning.search.calibration.CalibrationTrial], then
/// [dev.kenning.search.calibration.CalibrationReport].
///
/// Nothing here is on the path of an answer, and nothing is written into an index: methods are
/// hidden from a snapshot's readers. One trial runs on one thread.
@NullMarked
package dev.kenning.search.calibration;

import org.jspecify.annotations.NullMarked;
