package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.List;

/// Infers facts of one sort. Stateless.
sealed interface FactRule
    permits AtomicRule,
        BackoffRule,
        BlockingRule,
        CacheRule,
        CallRule,
        CatchRule,
        ComplexityRule,
        DeprecationRule,
        FieldRule,
        LockRule,
        LogRule,
        LoopRule,
        OverrideRule,
        ParameterMutationRule,
        PurityRule,
        RecursionRule,
        RetryRule,
        ReturnRule,
        SerializationRule,
        ShapeRule,
        SleepRule,
        SurroundingsRule,
        SwallowRule,
        SynchronizationRule,
        TestRule,
        ThreadRule,
        ThrowRule,
        TimeoutRule,
        TransactionRule,
        ValidationRule {
  /// All of them. Their order does not matter: facts are sorted.
  List<FactRule> ALL =
      List.of(
          new AtomicRule(),
          new BackoffRule(),
          new BlockingRule(),
          new CacheRule(),
          new CallRule(),
          new CatchRule(),
          new ComplexityRule(),
          new DeprecationRule(),
          new FieldRule(),
          new LockRule(),
          new LogRule(),
          new LoopRule(),
          new OverrideRule(),
          new ParameterMutationRule(),
          new PurityRule(),
          new RecursionRule(),
          new RetryRule(),
          new ReturnRule(),
          new SerializationRule(),
          new ShapeRule(),
          new SleepRule(),
          new SurroundingsRule(),
          new SwallowRule(),
          new SynchronizationRule(),
          new TestRule(),
          new ThreadRule(),
          new ThrowRule(),
          new TimeoutRule(),
          new TransactionRule(),
          new ValidationRule());

  /// Gives what the sketch proves.
  void find(MethodSketch method, FactSink facts);
}
