package dev.kenning.indexer.graph;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.store.LinkTable;
import dev.kenning.indexer.store.LinkedMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// All types there are: of the files that may be seen, and of the JDK's list. A type is looked for
/// in the repository that asks, then in the others, then in the JDK. One thread.
final class Universe {
  /// Files looked at for the subtypes of one name.
  private static final int MAX_SUBTYPE_FILES = 2_000;

  private final LinkTable links;
  private final Predicate<String> repositories;
  private final Map<FileKey, Optional<FileScope>> files = new HashMap<>();
  private final Map<String, List<IndexedType>> declared = new HashMap<>();
  private final Map<String, Optional<TypeSymbol>> types = new HashMap<>();
  private final Map<TypeSymbol, Set<TypeSymbol>> above = new HashMap<>();
  private final Map<TypeSymbol, Boolean> complete = new HashMap<>();
  private final Map<TypeSymbol, List<IndexedType>> direct = new HashMap<>();
  private final Map<TypeSymbol, List<IndexedType>> below = new HashMap<>();
  private final Set<TypeSymbol> cut = new HashSet<>();

  /// @param repositories those that may be seen, by name
  Universe(LinkTable links, Predicate<String> repositories) {
    this.links = links;
    this.repositories = repositories;
  }

  /// The names of a file; empty if it may not be seen or says nothing.
  Optional<FileScope> file(FileKey file) {
    if (!repositories.test(file.repository())) {
      return Optional.empty();
    }
    Optional<FileScope> known = files.get(file);
    return known != null
        ? known
        : links.outline(file).map(this::scope).or(() -> remember(file, Optional.empty()));
  }

  private FileScope scope(LinkedMethod bearer) {
    Optional<FileScope> known = files.get(bearer.file());
    if (known != null && known.isPresent()) {
      return known.get();
    }
    FileScope scope = new FileScope(bearer.file(), FileOutline.read(bearer.outline()), this);
    files.put(bearer.file(), Optional.of(scope));
    return scope;
  }

  private Optional<FileScope> remember(FileKey file, Optional<FileScope> scope) {
    files.put(file, scope);
    return scope;
  }

  /// The type of a qualified name, as a repository sees it.
  Optional<TypeSymbol> type(String name, String repository) {
    String key = repository + '\0' + name;
    Optional<TypeSymbol> known = types.get(key);
    if (known == null) {
      List<IndexedType> all = declared(name, repository);
      known =
          all.isEmpty()
              ? JdkMembers.pinned().type(name).map(found -> found)
              : Optional.of(all.getFirst());
      types.put(key, known);
    }
    return known;
  }

  /// All indexed types of a qualified name that a repository could mean: its own, or else those of
  /// the others, in the order of their files.
  List<IndexedType> declared(String name, String repository) {
    List<IndexedType> all = declared.get(name);
    if (all == null) {
      all =
          links.declaring(name).stream()
              .filter(bearer -> repositories.test(bearer.file().repository()))
              .map(this::scope)
              .flatMap(scope -> scope.type(name).stream())
              .sorted(BY_FILE)
              .toList();
      declared.put(name, all);
    }
    List<IndexedType> own =
        all.stream().filter(type -> type.file().file().repository().equals(repository)).toList();
    return own.isEmpty() ? all : own;
  }

  private static final Comparator<IndexedType> BY_FILE =
      Comparator.comparing((IndexedType type) -> type.file().file().repository())
          .thenComparing(type -> type.file().file().path())
          .thenComparing(IndexedType::name);

  /// A type declared in another, or inherited from what that one extends.
  Optional<TypeSymbol> member(TypeSymbol outer, String name) {
    for (TypeSymbol at : withSupertypes(outer)) {
      Optional<TypeSymbol> found = declaredMember(at, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// A type declared in another.
  Optional<TypeSymbol> declaredMember(TypeSymbol outer, String name) {
    String qualified = outer.name() + "." + name;
    return switch (outer) {
      case IndexedType type -> type.file().type(qualified).map(found -> found);
      case JdkType _ -> JdkMembers.pinned().type(qualified).map(found -> found);
    };
  }

  /// A type and all above it that are known, nearest first.
  Set<TypeSymbol> withSupertypes(TypeSymbol type) {
    Set<TypeSymbol> known = above.get(type);
    if (known == null) {
      known = ordered(type);
      if (!(type instanceof IndexedType indexed) || !indexed.isResolvingSupertypes()) {
        above.put(type, known);
      }
    }
    return known;
  }

  private static Set<TypeSymbol> ordered(TypeSymbol type) {
    Set<TypeSymbol> found = new LinkedHashSet<>();
    Deque<TypeSymbol> open = new ArrayDeque<>();
    open.add(type);
    while (!open.isEmpty()) {
      TypeSymbol next = open.poll();
      if (found.add(next)) {
        for (JType.Of above : next.supertypes()) {
          if (above.symbol() != null) {
            open.add(above.symbol());
          }
        }
      }
    }
    return found;
  }

  /// Whether all that is above a type is known.
  boolean isComplete(TypeSymbol type) {
    Boolean known = complete.get(type);
    if (known == null) {
      known =
          withSupertypes(type).stream()
              .flatMap(one -> one.supertypes().stream())
              .allMatch(one -> one.symbol() != null);
      complete.put(type, known);
    }
    return known;
  }

  /// The indexed types below a type, however far.
  List<IndexedType> below(TypeSymbol type) {
    List<IndexedType> known = below.get(type);
    if (known == null) {
      Set<IndexedType> found = new LinkedHashSet<>();
      Deque<TypeSymbol> open = new ArrayDeque<>(List.of(type));
      Set<TypeSymbol> seen = new HashSet<>();
      while (!open.isEmpty()) {
        TypeSymbol next = open.poll();
        if (seen.add(next)) {
          for (IndexedType sub : direct(next)) {
            if (found.add(sub)) {
              open.add(sub);
            }
          }
        }
      }
      known = List.copyOf(found);
      below.put(type, known);
      if (seen.stream().anyMatch(cut::contains)) {
        cut.add(type);
      }
    }
    return known;
  }

  /// Whether all that is below a type was looked at: too many files may extend something of a name.
  boolean isWhole(TypeSymbol type) {
    List<IndexedType> _ = below(type);
    return !cut.contains(type);
  }

  private List<IndexedType> direct(TypeSymbol type) {
    List<IndexedType> known = direct.get(type);
    if (known == null) {
      String simple = type.name().substring(type.name().lastIndexOf('.') + 1);
      List<IndexedType> found = new ArrayList<>();
      List<LinkedMethod> bearers = links.extending(simple, MAX_SUBTYPE_FILES);
      if (bearers.size() == MAX_SUBTYPE_FILES) {
        cut.add(type);
      }
      for (LinkedMethod bearer : bearers) {
        if (repositories.test(bearer.file().repository())) {
          for (IndexedType candidate : scope(bearer).types()) {
            if (candidate.supertypes().stream().anyMatch(above -> above.symbol() == type)) {
              found.add(candidate);
            }
          }
        }
      }
      found.sort(BY_FILE);
      known = List.copyOf(found);
      direct.put(type, known);
    }
    return known;
  }

  Optional<LinkedMethod> method(MethodId id) {
    return links.method(id).filter(method -> repositories.test(method.file().repository()));
  }

  List<LinkedMethod> calling(String term, int limit) {
    return links.calling(term, repositories, limit);
  }
}
