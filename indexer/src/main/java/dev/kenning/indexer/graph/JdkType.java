package dev.kenning.indexer.graph;

import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.FileOutline.Traits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A type of the JDK's list. Its members are read when they are asked for. Any thread.
final class JdkType implements TypeSymbol {
  private record Head(List<JType.Variable> parameters, List<JType.Of> supertypes) {}

  private record Members(Map<String, JType> fields, Map<String, List<MethodSymbol>> methods) {}

  private final String name;
  private final boolean isInterface;
  private final boolean isFinal;
  private final String signature;
  private final String members;
  private final JdkMembers jdk;
  private volatile @Nullable Head head;
  private volatile @Nullable Members read;

  JdkType(String name, String line, JdkMembers jdk) {
    String[] parts = line.split("\t", -1);
    this.name = name;
    this.isInterface = parts[0].contains("i");
    this.isFinal = parts[0].contains("f");
    this.signature = parts[1];
    this.members = parts[2];
    this.jdk = jdk;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isInterface() {
    return isInterface;
  }

  @Override
  public boolean isFinal() {
    return isFinal;
  }

  @Override
  public List<JType.Variable> parameters() {
    return head().parameters();
  }

  @Override
  public List<JType.Of> supertypes() {
    return head().supertypes();
  }

  private Head head() {
    Head known = head;
    if (known == null) {
      SignatureReader reader = new SignatureReader(signature, jdk, name, Map.of());
      List<JType.Variable> parameters = reader.typeParameters();
      List<JType.Of> supertypes = new ArrayList<>();
      while (reader.hasNext()) {
        if (reader.type() instanceof JType.Of above) {
          supertypes.add(above);
        }
      }
      known = new Head(parameters, List.copyOf(supertypes));
      head = known;
    }
    return known;
  }

  @Override
  public Optional<JType> field(String field) {
    return Optional.ofNullable(read().fields().get(field));
  }

  @Override
  public List<MethodSymbol> methods(String method) {
    return read().methods().getOrDefault(method, List.of());
  }

  @Override
  public List<MethodSymbol> methods() {
    return read().methods().values().stream()
        .flatMap(List::stream)
        .filter(method -> !method.isConstructor())
        .toList();
  }

  private Members read() {
    Members known = read;
    if (known == null) {
      Map<String, JType> fields = new HashMap<>();
      Map<String, List<MethodSymbol>> methods = new LinkedHashMap<>();
      Map<String, JType.Variable> variables = new HashMap<>();
      parameters().forEach(p -> variables.put(p.key().substring(p.key().indexOf('#') + 1), p));
      for (String member : members.isEmpty() ? new String[0] : members.split(" ")) {
        String[] parts = member.split("\\|", -1);
        if (parts[2].indexOf('(') >= 0) {
          methods
              .computeIfAbsent(parts[0], _ -> new ArrayList<>())
              .add(method(parts[0], parts[1], parts[2], variables));
        } else {
          fields.put(parts[0], new SignatureReader(parts[2], jdk, name, variables).type());
        }
      }
      known = new Members(fields, methods);
      read = known;
    }
    return known;
  }

  private MethodSymbol method(
      String method, String traits, String text, Map<String, JType.Variable> variables) {
    SignatureReader reader = new SignatureReader(text, jdk, name + "." + method, variables);
    List<JType.Variable> typeParameters = reader.typeParameters();
    List<JType> parameters = reader.parameters();
    JType returned = method.equals(FileOutline.CONSTRUCTOR) ? asType() : reader.type();
    return new MethodSymbol(
        this,
        method,
        Optional.empty(),
        new Traits(
            traits.contains("s"),
            false,
            traits.contains("f"),
            traits.contains("a"),
            traits.contains("v")),
        typeParameters,
        parameters,
        returned);
  }
}
