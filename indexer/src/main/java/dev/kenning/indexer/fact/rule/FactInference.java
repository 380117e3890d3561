package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.CompilationUnit;
import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.fact.sketch.FileMethods;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.SketchWalk;
import dev.kenning.indexer.fact.symbol.FileTypes;
import java.util.List;

/// Infers the facts of a file's methods: gathers the file's names once, walks each method once, and
/// lets every rule read what was found. For one file and one thread.
public final class FactInference {
  /// The rules that turn a method into facts, and the list of the JDK's types they look names up
  /// in; part of the index's fingerprint.
  ///
  /// 1. the first.
  /// 2. timeouts, sockets, threads, locks and atomics by more names; streams and encodings are
  ///    pure; checks of permissions and states validate nothing; caches behind an early return.
  /// 3. streams, writers, peers, transactions and retries of the libraries' own, by name; URLs of
  ///    the class path are no network; the computing of a growing pause backs off.
  /// 4. calls within a file are followed for what is pure, never null and mutated; more factories,
  ///    builders' steps and caches; recursion only where a way leads past the call.
  /// 5. what only tells of a transaction, climbs by recursion, reads maps or handles itself is
  ///    none.
  /// 6. what is named for waiting blocks; what is left of a time grows no pause; bytes that become
  ///    text are none; alternatives and closer values are no retries; a cache gives back.
  /// 7. another path, another draw and a worker's next task are no retries; pauses grow with
  ///    attempts; a limit is in sight; a cache is filled where it is asked, or by a method of the
  ///    file; builders of other files are made here. What a file imports and its types hold tells
  ///    of a connection, a client, a stream or a cursor where it leads; bytes that are copied and
  ///    exceptions about a format are no serialising.
  public static final int RULES_VERSION = 7;

  private final FileTypes types;
  private final FileMethods methods;

  public FactInference(CompilationUnit tree) {
    this.types = FileTypes.of(tree);
    this.methods = FileMethods.of(tree, types);
  }

  /// The facts of one declaration of the file, in the order of the vocabulary.
  public List<Fact> facts(MethodHead head) {
    MethodSketch sketch = SketchWalk.sketch(head, types, methods);
    FactSink sink = new FactSink();
    for (FactRule rule : FactRule.ALL) {
      rule.find(sketch, sink);
    }
    return sink.facts();
  }
}
