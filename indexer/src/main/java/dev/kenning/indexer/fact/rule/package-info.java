/// What does a method's sketch prove? One class for each rule: it reads a
/// [dev.kenning.indexer.fact.sketch.MethodSketch] and gives facts with the lines that show them,
/// and its comment says what it catches and what it misses.
///
/// Read [dev.kenning.indexer.fact.rule.FactInference], then
/// [dev.kenning.indexer.fact.rule.FactRule], which lists the rules, and one that decides something,
/// such as [dev.kenning.indexer.fact.rule.RetryRule].
///
/// A rule has no state, looks at nothing but the sketch, and gives nothing rather than guess. What
/// stands in a lambda belongs to the method it is written in and is marked deferred; rules about
/// what the method itself gives back or throws leave lambdas out.
@NullMarked
package dev.kenning.indexer.fact.rule;

import org.jspecify.annotations.NullMarked;
