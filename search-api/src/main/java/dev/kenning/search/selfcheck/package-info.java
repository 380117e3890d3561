/// How good are the answers on code that nobody has judged? A tree brings its own questions: what
/// its documentation says of a method (taken out of what is indexed), what its tests say, what its
/// commits say of what they changed.
///
/// Read [dev.kenning.search.selfcheck.OwnQuestions], then [dev.kenning.search.selfcheck.SelfTrial]
/// and [dev.kenning.search.selfcheck.SelfReport].
///
/// Works on indexes of its own in a folder of the caller's, and changes nothing else. Such
/// questions are guesses at what people ask: they tell where answers are weak rather than how good
/// they are.
@NullMarked
package dev.kenning.search.selfcheck;

import org.jspecify.annotations.NullMarked;
