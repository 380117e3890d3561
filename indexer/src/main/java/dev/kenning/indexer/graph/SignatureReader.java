package dev.kenning.indexer.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a generic signature of a class file. A wildcard stands for its bound.
final class SignatureReader {
  private final String text;
  private final JdkMembers jdk;
  private final String owner;
  private final Map<String, JType.Variable> variables;
  private int at;

  /// @param owner for the keys of type variables
  /// @param variables by name, those of the declaration around
  SignatureReader(
      String text, JdkMembers jdk, String owner, Map<String, JType.Variable> variables) {
    this.text = text;
    this.jdk = jdk;
    this.owner = owner;
    this.variables = new HashMap<>(variables);
  }

  boolean hasNext() {
    return at < text.length();
  }

  List<JType.Variable> typeParameters() {
    List<JType.Variable> parameters = new ArrayList<>();
    if (!hasNext() || text.charAt(at) != '<') {
      return parameters;
    }
    at++;
    while (text.charAt(at) != '>') {
      int colon = text.indexOf(':', at);
      String name = text.substring(at, colon);
      at = colon;
      JType bound = jdk.object();
      boolean first = true;
      while (text.charAt(at) == ':') {
        at++;
        if (text.charAt(at) == ':') {
          continue; // no class, only interfaces
        }
        JType next = type();
        if (first) {
          bound = next;
          first = false;
        }
      }
      JType.Variable variable = new JType.Variable(owner + "#" + name, bound);
      variables.put(name, variable);
      parameters.add(variable);
    }
    at++;
    return parameters;
  }

  List<JType> parameters() {
    List<JType> types = new ArrayList<>();
    at++; // (
    while (text.charAt(at) != ')') {
      types.add(type());
    }
    at++;
    return types;
  }

  JType type() {
    char first = text.charAt(at++);
    return switch (first) {
      case 'B' -> new JType.Primitive("byte");
      case 'C' -> new JType.Primitive("char");
      case 'D' -> new JType.Primitive("double");
      case 'F' -> new JType.Primitive("float");
      case 'I' -> JType.Primitive.INT;
      case 'J' -> new JType.Primitive("long");
      case 'S' -> new JType.Primitive("short");
      case 'Z' -> JType.Primitive.BOOLEAN;
      case 'V' -> JType.Primitive.VOID;
      case '[' -> new JType.Array(type());
      case '+', '-' -> type();
      case '*' -> JType.Unknown.TYPE;
      case 'T' -> {
        int end = text.indexOf(';', at);
        String name = text.substring(at, end);
        at = end + 1;
        JType.Variable known = variables.get(name);
        yield known == null ? JType.Unknown.TYPE : known; // a bound may name what comes later
      }
      case 'L' -> named();
      default -> throw new IllegalArgumentException("Not a signature: " + text);
    };
  }

  private JType named() {
    StringBuilder name = new StringBuilder();
    List<JType> arguments = new ArrayList<>();
    while (true) {
      char next = text.charAt(at++);
      switch (next) {
        case ';' -> {
          String qualified = name.toString();
          return new JType.Of(qualified, jdk.type(qualified).orElse(null), arguments);
        }
        case '<' -> {
          arguments.clear(); // of a nested type the innermost count
          while (text.charAt(at) != '>') {
            arguments.add(type());
          }
          at++;
        }
        case '/', '$', '.' -> name.append('.');
        default -> name.append(next);
      }
    }
  }
}
