package dev.kenning.indexer.graph;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the JDK's types declare: a resource of this project, `jdk-members.txt`, made once from the
/// class files of one JDK (`JdkMemberGenerator`, beside the tests), so that answers do not change
/// with the JDK that runs. A type's line is read when it is asked for. Any thread.
final class JdkMembers {
  private static final String RESOURCE = "jdk-members.txt";

  private static final class Holder {
    static final JdkMembers PINNED = load();
  }

  private final Map<String, String> lines;
  private final Map<String, Optional<JdkType>> types = new ConcurrentHashMap<>();

  private JdkMembers(Map<String, String> lines) {
    this.lines = lines;
  }

  static JdkMembers pinned() {
    return Holder.PINNED;
  }

  /// @param name qualified, nested types with dots
  Optional<JdkType> type(String name) {
    return types.computeIfAbsent(
        name, key -> Optional.ofNullable(lines.get(key)).map(line -> new JdkType(key, line, this)));
  }

  JType.Of object() {
    return of("java.lang.Object");
  }

  JType.Of of(String name) {
    return new JType.Of(name, type(name).orElse(null), java.util.List.of());
  }

  private static JdkMembers load() {
    Map<String, String> lines = new HashMap<>(4096);
    try (InputStream resource = JdkMembers.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is missing");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          lines.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The resource " + RESOURCE + " cannot be read", e);
    }
    return new JdkMembers(lines);
  }
}
