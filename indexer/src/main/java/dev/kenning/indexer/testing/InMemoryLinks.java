package dev.kenning.indexer.testing;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.link.MethodLinks;
import dev.kenning.indexer.store.LinkTable;
import dev.kenning.indexer.store.LinkedMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Links found by looking at every method.
final class InMemoryLinks implements LinkTable {
  private final List<HeldMethod> methods;

  InMemoryLinks(List<HeldMethod> methods) {
    this.methods = methods;
  }

  @Override
  public boolean areKept() {
    return true;
  }

  @Override
  public Optional<LinkedMethod> method(MethodId id) {
    return methods.stream()
        .filter(method -> method.stored().id().equals(id))
        .map(InMemoryLinks::linked)
        .findFirst();
  }

  @Override
  public List<LinkedMethod> calling(String term, Predicate<String> repositories, int limit) {
    return having(links -> links.called().contains(term))
        .filter(method -> repositories.test(method.file().repository()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<LinkedMethod> declaring(String type) {
    return having(links -> links.declares().contains(type)).toList();
  }

  @Override
  public List<LinkedMethod> extending(String simpleName, int limit) {
    return having(links -> links.extended().contains(simpleName)).limit(limit).toList();
  }

  @Override
  public Optional<LinkedMethod> outline(FileKey file) {
    return having(links -> !links.outline().isEmpty())
        .filter(method -> method.file().equals(file))
        .findFirst();
  }

  private Stream<LinkedMethod> having(Predicate<MethodLinks> wanted) {
    return methods.stream()
        .filter(method -> wanted.test(method.links()))
        .map(InMemoryLinks::linked);
  }

  private static LinkedMethod linked(HeldMethod method) {
    return new LinkedMethod(
        method.stored().id(),
        method.stored().file(),
        method.stored().span().startLine(),
        method.links().calls(),
        method.links().outline());
  }
}
