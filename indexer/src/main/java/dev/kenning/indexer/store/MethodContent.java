package dev.kenning.indexer.store;

import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.MethodId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything a store keeps of one method, however it is kept, for comparing one store with
/// another.
///
/// @param id whose it is
/// @param fields by what is kept and under which name (`stored s.code`, `terms words`), its values
///   in a fixed order; a term that counts is written `word*3`
/// @param vector at full precision; empty if there is none
public record MethodContent(
    MethodId id, SortedMap<String, List<String>> fields, Optional<Embedding> vector) {
  public MethodContent {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /// The value of a field that has one: of `stored s.path`, the path.
  public Optional<String> value(String field) {
    return Optional.ofNullable(fields.get(field)).map(List::getFirst);
  }
}
