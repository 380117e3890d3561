package dev.kenning.indexer.graph;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.graph.Attribution.Site;
import dev.kenning.indexer.link.CallTerms;
import dev.kenning.indexer.link.Expr;
import dev.kenning.indexer.link.MethodCalls;
import dev.kenning.indexer.store.LinkTable;
import dev.kenning.indexer.store.LinkedMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// The calls between the methods of one snapshot. Answers are worked out when they are asked for;
/// what was read for one is kept for the next, so use one graph for the questions of one request,
/// while the snapshot is open. One thread.
public final class CallGraph {
  /// Targets given of one call.
  public static final int MAX_TARGETS = 100;

  /// Methods looked at for the callers of one.
  public static final int MAX_CALLERS_READ = 10_000;

  private static final Comparator<Caller> SURE_ONES_FIRST =
      Comparator.comparing(Caller::certainty)
          .thenComparing(caller -> caller.file().repository())
          .thenComparing(caller -> caller.file().path())
          .thenComparing(caller -> caller.lines().getFirst())
          .thenComparing(caller -> caller.id().value());

  private final Universe universe;
  private final Hierarchy hierarchy;
  private final Dispatch dispatch;

  /// @param links of a snapshot
  /// @param repositories those that may be seen, by name: nothing of the others is told, and no
  ///   name is found there
  public CallGraph(LinkTable links, Predicate<String> repositories) {
    this.universe = new Universe(links, repositories);
    this.hierarchy = new Hierarchy(universe);
    this.dispatch = new Dispatch(universe, hierarchy);
  }

  /// What a method calls; empty if there is no such method to be seen.
  public Optional<Callees> callees(MethodId id) {
    return universe.method(id).map(this::callees);
  }

  private Callees callees(LinkedMethod method) {
    Map<Reached, Set<Integer>> calls = new LinkedHashMap<>();
    Map<String, Found> outside = new LinkedHashMap<>();
    for (Site site : sites(method, _ -> true)) {
      int line = site.call().line();
      switch (site.binding()) {
        case Binding.Bound bound -> {
          List<MethodSymbol> targets = indexed(targets(bound, method));
          if (targets.isEmpty()) {
            String name = bound.methods().getFirst().qualifiedName();
            outside.computeIfAbsent(name, _ -> new Found(true)).lines.add(line);
          } else {
            Reached reached = new Reached(targets, isExact(bound, targets));
            calls.computeIfAbsent(reached, _ -> new TreeSet<>()).add(line);
          }
        }
        case Binding.Named named ->
            outside.computeIfAbsent(named.name(), _ -> new Found(false)).lines.add(line);
        case Binding.Implied _ -> {}
      }
    }
    List<Call> found = new ArrayList<>();
    calls.forEach((reached, lines) ->
        found.add(
            new Call(
                reached.exact() ? Certainty.EXACT : Certainty.ONE_OF,
                reached.targets().stream()
                    .limit(MAX_TARGETS)
                    .map(target -> target.id().orElseThrow())
                    .toList(),
                Math.max(0, reached.targets().size() - MAX_TARGETS),
                List.copyOf(lines))));
    List<OutsideCall> others = new ArrayList<>();
    outside.forEach(
        (name, of) -> others.add(new OutsideCall(name, of.sure, List.copyOf(of.lines))));
    return new Callees(found, others);
  }

  /// What calls may reach, told apart by how sure that is.
  private record Reached(List<MethodSymbol> targets, boolean exact) {}

  private static final class Found {
    final boolean sure;
    final Set<Integer> lines = new TreeSet<>();

    Found(boolean sure) {
      this.sure = sure;
    }
  }

  private boolean isExact(Binding.Bound bound, List<MethodSymbol> targets) {
    return bound.certain()
        && targets.size() == 1
        && (bound.receiver().isEmpty()
            || !targets.getFirst().canBeOverridden()
            || universe.isWhole(bound.receiver().get()));
  }

  private List<MethodSymbol> targets(Binding.Bound bound, LinkedMethod caller) {
    String repository = caller.file().repository();
    Set<MethodSymbol> targets = new LinkedHashSet<>();
    for (MethodSymbol named : bound.methods()) {
      // what is named outside of the index may run in many places: nobody is told apart by it
      if (named.id().isPresent()) {
        targets.addAll(dispatch.targets(named, bound.receiver(), repository));
      } else {
        targets.add(named);
      }
    }
    return List.copyOf(targets);
  }

  private static List<MethodSymbol> indexed(List<MethodSymbol> targets) {
    return targets.stream().filter(target -> target.id().isPresent()).toList();
  }

  private List<Site> sites(LinkedMethod method, Predicate<Expr.Site> wanted) {
    return method.calls().isEmpty()
        ? List.of()
        : place(method)
            .map(place ->
                new Attribution(place, hierarchy)
                    .sites(MethodCalls.read(method.calls(), method.startLine()), wanted))
            .orElse(List.of());
  }

  /// Whether a call has the name of a method, or makes something.
  private static boolean mayMean(Expr.Site site, MethodSymbol target) {
    return switch (site) {
      case Expr.Call call -> !target.isConstructor() && call.name().equals(target.name());
      case Expr.Reference reference ->
          reference.name().equals(target.isConstructor() ? "new" : target.name());
      case Expr.New _, Expr.Chain _ -> target.isConstructor();
    };
  }

  private Optional<FileScope.Place> place(LinkedMethod method) {
    return universe.file(method.file()).flatMap(file -> file.place(method.id()));
  }

  private Optional<MethodSymbol> symbol(MethodId id) {
    return universe
        .method(id)
        .flatMap(this::place)
        .flatMap(place ->
            place.type().methods(place.method().name()).stream()
                .filter(method -> method.id().filter(id::equals).isPresent())
                .findFirst());
  }

  /// Who calls a method; empty if there is no such method to be seen.
  public Optional<Callers> callers(MethodId id) {
    return callers(id, () -> false);
  }

  /// The same, for no longer than somebody waits.
  ///
  /// @param enough asked between methods; what was found until then is given, as incomplete
  public Optional<Callers> callers(MethodId id, BooleanSupplier enough) {
    if (universe.method(id).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(symbol(id).map(target -> callers(target, enough)).orElse(Callers.NONE));
  }

  /// Methods of the JDK that a method overrides: it may be called by their names as well, and those
  /// callers are not looked for.
  public List<String> through(MethodId id) {
    return relatives(id).map(Relatives::outside).orElse(List.of());
  }

  private Callers callers(MethodSymbol target, BooleanSupplier enough) {
    Map<MethodId, LinkedMethod> candidates = new LinkedHashMap<>();
    boolean complete = true;
    for (String term : terms(target)) {
      List<LinkedMethod> found = universe.calling(term, MAX_CALLERS_READ + 1);
      complete &= found.size() <= MAX_CALLERS_READ;
      found.stream().limit(MAX_CALLERS_READ).forEach(m -> candidates.putIfAbsent(m.id(), m));
    }
    List<Caller> callers = new ArrayList<>();
    for (LinkedMethod method : candidates.values()) {
      if (enough.getAsBoolean()) {
        complete = false;
        break;
      }
      caller(method, target).ifPresent(callers::add);
    }
    callers.sort(SURE_ONES_FIRST);
    return new Callers(callers, complete);
  }

  private static List<String> terms(MethodSymbol target) {
    String name =
        target.isConstructor()
            ? CallTerms.ofConstructor(simpleName(target.owner()))
            : CallTerms.ofMethod(target.name());
    return target.traits().isVariable()
        ? List.of(name)
        : List.of(
            CallTerms.withArguments(name, target.parameters().size()), CallTerms.handedOn(name));
  }

  private static String simpleName(TypeSymbol type) {
    return type.name().substring(type.name().lastIndexOf('.') + 1);
  }

  private Optional<Caller> caller(LinkedMethod method, MethodSymbol target) {
    TreeMap<Certainty, Set<Integer>> lines = new TreeMap<>();
    int candidates = Integer.MAX_VALUE;
    for (Site site : sites(method, call -> mayMean(call, target))) {
      switch (site.binding()) {
        case Binding.Bound bound when mayMean(bound, target) -> {
          List<MethodSymbol> targets = indexed(targets(bound, method));
          if (targets.contains(target)) {
            Certainty sure = isExact(bound, targets) ? Certainty.EXACT : Certainty.ONE_OF;
            lines.computeIfAbsent(sure, _ -> new TreeSet<>()).add(site.call().line());
            candidates = Math.min(candidates, targets.size());
          }
        }
        case Binding.Named named when mayMean(named, target) ->
            lines.computeIfAbsent(Certainty.BY_NAME, _ -> new TreeSet<>()).add(site.call().line());
        case Binding.Bound _, Binding.Named _, Binding.Implied _ -> {}
      }
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Certainty surest = lines.firstKey();
    return Optional.of(
        new Caller(
            method.id(),
            method.file(),
            surest,
            surest == Certainty.BY_NAME ? 0 : candidates,
            List.copyOf(Objects.requireNonNull(lines.get(surest)))));
  }

  private static boolean mayMean(Binding.Bound bound, MethodSymbol target) {
    return bound.methods().stream().anyMatch(named -> named.name().equals(target.name()));
  }

  private static boolean mayMean(Binding.Named named, MethodSymbol target) {
    String name = target.isConstructor() ? simpleName(target.owner()) : target.name();
    return named.name().equals(name) && (named.arguments() < 0 || target.takes(named.arguments()));
  }

  /// What a method overrides and what overrides it; empty if there is no such method to be seen.
  public Optional<Relatives> relatives(MethodId id) {
    return symbol(id)
        .map(method -> {
          List<MethodSymbol> above = dispatch.overridden(method);
          List<MethodSymbol> below =
              method.canBeOverridden() ? dispatch.overriding(method, method.owner()) : List.of();
          return new Relatives(
              above.stream().flatMap(m -> m.id().stream()).distinct().toList(),
              above.stream()
                  .filter(m -> m.id().isEmpty())
                  .map(MethodSymbol::qualifiedName)
                  .distinct()
                  .toList(),
              below.stream().flatMap(m -> m.id().stream()).distinct().toList());
        });
  }
}
