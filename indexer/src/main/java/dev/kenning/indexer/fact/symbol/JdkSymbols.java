package dev.kenning.indexer.fact.symbol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The JDK's public types by name, their supertypes, and for the packages that matter their
/// methods: a resource of this project, `jdk-symbols.txt`, made once from the class files of one
/// JDK (`JdkSymbolGenerator`, beside the tests), so that facts do not change with the JDK that
/// runs. Reading it costs some 40 ms, once. Immutable; any thread.
public final class JdkSymbols {
  private static final String RESOURCE = "jdk-symbols.txt";

  private record Entry(List<String> supertypes, String methodList) {}

  /// A method by name, all its overloads as one.
  ///
  /// @param isStatic whether any overload is
  /// @param returned the type all overloads return; `#0` for the first type parameter of the
  ///   declaring type; empty where they differ, return nothing or a primitive
  public record Method(boolean isStatic, String returned) {}

  private static final class Holder {
    static final JdkSymbols PINNED = load();
  }

  private final Map<String, Entry> types;

  private JdkSymbols(Map<String, Entry> types) {
    this.types = types;
  }

  /// The list this version of the rules is pinned to.
  public static JdkSymbols pinned() {
    return Holder.PINNED;
  }

  public boolean isType(String qualifiedName) {
    return types.containsKey(qualifiedName);
  }

  /// What a type extends and implements, `Object` left out; empty for types that are none of the
  /// JDK's.
  List<String> supertypes(String type) {
    Entry entry = types.get(type);
    return entry == null ? List.of() : entry.supertypes();
  }

  /// The method as the type declares or inherits it; empty if the type is none of the JDK's, has no
  /// such method, or its methods are not listed.
  public Optional<Method> method(String type, String name) {
    Deque<String> open = new ArrayDeque<>();
    open.add(type);
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String next = open.pop();
      Entry entry = types.get(next);
      if (entry != null && seen.add(next)) {
        Method found = find(entry.methodList(), name);
        if (found != null) {
          // a parameter's index means something for the type asked for alone
          return Optional.of(
              next.equals(type) || !found.returned().startsWith("#")
                  ? found
                  : new Method(found.isStatic(), ""));
        }
        open.addAll(entry.supertypes());
      }
    }
    return Optional.empty();
  }

  /// Looks a method up in its type's line, which is shorter than a map of all of them is large.
  private static @Nullable Method find(String methods, String name) {
    int at = methods.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      boolean starts = at == 0 || methods.charAt(at - 1) == ' ';
      boolean ends = end == methods.length() || " !:".indexOf(methods.charAt(end)) >= 0;
      if (starts && ends) {
        boolean isStatic = end < methods.length() && methods.charAt(end) == '!';
        int from = isStatic ? end + 1 : end;
        int space = methods.indexOf(' ', from);
        String rest = methods.substring(from, space < 0 ? methods.length() : space);
        return new Method(isStatic, rest.isEmpty() ? "" : rest.substring(1));
      }
      at = methods.indexOf(name, at + 1);
    }
    return null;
  }

  private static JdkSymbols load() {
    Map<String, Entry> types = new HashMap<>(8192);
    try (InputStream resource = JdkSymbols.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is missing");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          add(types, line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The resource " + RESOURCE + " cannot be read", e);
    }
    return new JdkSymbols(types);
  }

  private static void add(Map<String, Entry> types, String line) {
    String[] parts = line.split("\t", -1);
    List<String> supertypes =
        parts.length < 2 || parts[1].isEmpty() ? List.of() : List.of(parts[1].split(" "));
    types.put(parts[0], new Entry(supertypes, parts.length < 3 ? "" : parts[2]));
  }
}
