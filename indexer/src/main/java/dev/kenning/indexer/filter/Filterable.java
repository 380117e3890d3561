package dev.kenning.indexer.filter;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.method.MethodKind;
import java.util.List;
import java.util.Set;

/// What a [Filter] asks of a method. An interface, so that filters know no store.
public interface Filterable {
  FileKey file();

  String packageName();

  MethodKind kind();

  /// As written.
  Set<String> modifiers();

  /// What it does.
  List<Fact> facts();

  /// Whether it is test code.
  boolean test();
}
