package dev.kenning.indexer.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The expressions of one method that call something, with the variables they use.
///
/// As text: tokens parted by blanks, an operator and its operands after it. `%3` is the fourth
/// variable, which follows its first mention in brackets of its own: `%3dcom.shop.Request`. Lines
/// are counted from the method's first.
///
/// @param roots in the order they stand; a variable alone is one whose initializer calls something
public record MethodCalls(List<Expr> roots) {
  /// Of a method that calls nothing.
  public static final MethodCalls NONE = new MethodCalls(List.of());

  /// Characters kept of one method; generated methods call thousands of others.
  public static final int MAX_LENGTH = 64 * 1024;

  /// Variables that get their types from each other, one within the other; beyond it the type is
  /// not kept.
  private static final int MAX_NESTED_VARIABLES = 100;

  public MethodCalls {
    roots = List.copyOf(roots);
  }

  /// @param firstLine of the method
  public String write(int firstLine) {
    Writer writer = new Writer(firstLine);
    for (Expr root : roots) {
      int before = writer.text.length();
      writer.write(root);
      if (writer.text.length() > MAX_LENGTH) {
        writer.text.setLength(before);
        break;
      }
    }
    return writer.text.toString();
  }

  /// @param firstLine of the method
  /// @throws IllegalArgumentException if the text was not written by [#write]
  public static MethodCalls read(String text, int firstLine) {
    if (text.isEmpty()) {
      return NONE;
    }
    Reader reader = new Reader(text, firstLine);
    List<Expr> roots = new ArrayList<>();
    while (reader.hasNext()) {
      roots.add(reader.read());
    }
    return new MethodCalls(roots);
  }

  private static final class Writer {
    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<LocalVariable, Integer> slots = new IdentityHashMap<>();
    private final int firstLine;
    private int nested;

    Writer(int firstLine) {
      this.firstLine = firstLine;
    }

    private void token(String token) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(token);
    }

    private String line(int line) {
      return ":" + (line - firstLine);
    }

    void write(Expr expr) {
      switch (expr) {
        case Expr.Typed typed -> {
          token(":" + typed.type() + (typed.parts().isEmpty() ? "" : ":" + typed.parts().size()));
          typed.parts().forEach(this::write);
        }
        case Expr.Local local -> variable(local.variable());
        case Expr.Name name -> token("$" + name.name());
        case Expr.Member member -> {
          token("." + member.name());
          write(member.of());
        }
        case Expr.This self -> token("t" + self.type());
        case Expr.Super above -> token("s" + above.type());
        case Expr.Call call -> {
          token(
              (call.on().isPresent() ? "C" : "c")
                  + call.name()
                  + line(call.line())
                  + ":"
                  + call.arguments().size());
          call.on().ifPresent(this::write);
          call.arguments().forEach(this::write);
        }
        case Expr.New made -> {
          token(
              (made.outer().isPresent() ? "N" : "n")
                  + made.type()
                  + line(made.line())
                  + ":"
                  + made.arguments().size());
          made.outer().ifPresent(this::write);
          made.arguments().forEach(this::write);
        }
        case Expr.Chain chain -> {
          token((chain.self() ? "i" : "j") + line(chain.line()) + ":" + chain.arguments().size());
          chain.arguments().forEach(this::write);
        }
        case Expr.Reference reference -> {
          token("r" + reference.name() + line(reference.line()));
          write(reference.on());
        }
        case Expr.TypeName type -> token("T" + type.type());
        case Expr.Element element -> {
          token("x" + element.parts().size());
          write(element.of());
          element.parts().forEach(this::write);
        }
        case Expr.Lambda lambda -> lambda(lambda);
        case Expr.Choice choice -> {
          token("?" + choice.options().size() + ":" + choice.parts().size());
          choice.options().forEach(this::write);
          choice.parts().forEach(this::write);
        }
        case Expr.Arithmetic sum -> {
          token((sum.adds() ? "+" : "*") + sum.operands().size());
          sum.operands().forEach(this::write);
        }
        case Expr.Same same -> {
          token("=" + same.parts().size());
          write(same.first());
          same.parts().forEach(this::write);
        }
      }
    }

    private void lambda(Expr.Lambda lambda) {
      token(
          "l"
              + lambda.parameters().size()
              + ":"
              + lambda.results().size()
              + ":"
              + lambda.body().size()
              + ":"
              + (lambda.nothing() ? "n" : "")
              + (lambda.something() ? "s" : ""));
      lambda.parameters().forEach(this::variable);
      lambda.body().forEach(this::write);
      lambda.results().forEach(this::write);
    }

    private void variable(LocalVariable variable) {
      Integer known = slots.get(variable);
      if (known != null) {
        token("%" + known);
        return;
      }
      int slot = slots.size();
      slots.put(variable, slot);
      Expr source = variable.source();
      if (source != null && nested >= MAX_NESTED_VARIABLES) {
        token("%" + slot + "u");
        return;
      }
      switch (variable.origin()) {
        case DECLARED -> token("%" + slot + "d" + variable.type());
        case INITIALIZED -> token("%" + slot + "e");
        case ITERATED -> token("%" + slot + "i");
        case LAMBDA -> token("%" + slot + "l");
        case UNKNOWN -> token("%" + slot + "u");
      }
      if (source != null) {
        nested++;
        write(source);
        nested--;
      }
    }
  }

  private static final class Reader {
    private final String text;
    private final int firstLine;
    private final Map<Integer, LocalVariable> slots = new HashMap<>();
    private int at;

    Reader(String text, int firstLine) {
      this.text = text;
      this.firstLine = firstLine;
    }

    boolean hasNext() {
      return at < text.length();
    }

    private String token() {
      if (!hasNext()) {
        throw new IllegalArgumentException("The text of a method's calls ends too early");
      }
      int end = text.indexOf(' ', at);
      String token = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : end + 1;
      return token;
    }

    private List<Expr> read(int count) {
      List<Expr> all = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        all.add(read());
      }
      return all;
    }

    Expr read() {
      String token = token();
      String rest = token.substring(1);
      return switch (token.charAt(0)) {
        case ':' -> typed(rest);
        case '%' -> new Expr.Local(variable(token));
        case '$' -> new Expr.Name(rest);
        case '.' -> new Expr.Member(read(), rest);
        case 't' -> new Expr.This(rest);
        case 's' -> new Expr.Super(rest);
        case 'c', 'C' -> {
          String[] parts = rest.split(":");
          Optional<Expr> on = token.charAt(0) == 'C' ? Optional.of(read()) : Optional.empty();
          yield new Expr.Call(on, parts[0], read(number(parts[2])), line(parts[1]));
        }
        case 'n', 'N' -> {
          String[] parts = rest.split(":");
          Optional<Expr> outer = token.charAt(0) == 'N' ? Optional.of(read()) : Optional.empty();
          yield new Expr.New(outer, parts[0], read(number(parts[2])), line(parts[1]));
        }
        case 'i', 'j' -> {
          String[] parts = rest.split(":");
          yield new Expr.Chain(token.charAt(0) == 'i', read(number(parts[2])), line(parts[1]));
        }
        case 'r' -> {
          String[] parts = rest.split(":");
          yield new Expr.Reference(read(), parts[0], line(parts[1]));
        }
        case 'T' -> new Expr.TypeName(rest);
        case 'x' -> new Expr.Element(read(), read(number(rest)));
        case 'l' -> lambda(rest);
        case '?' -> {
          String[] parts = rest.split(":");
          yield new Expr.Choice(read(number(parts[0])), read(number(parts[1])));
        }
        case '+' -> new Expr.Arithmetic(true, read(number(rest)));
        case '*' -> new Expr.Arithmetic(false, read(number(rest)));
        case '=' -> new Expr.Same(read(), read(number(rest)));
        default -> throw new IllegalArgumentException("Not a token of a method's calls: " + token);
      };
    }

    private Expr typed(String rest) {
      int colon = rest.indexOf(':');
      return colon < 0
          ? new Expr.Typed(rest, List.of())
          : new Expr.Typed(rest.substring(0, colon), read(number(rest.substring(colon + 1))));
    }

    private Expr lambda(String rest) {
      String[] parts = rest.split(":", -1);
      List<LocalVariable> parameters = new ArrayList<>();
      for (int i = 0; i < number(parts[0]); i++) {
        parameters.add(variable(token()));
      }
      List<Expr> body = read(number(parts[2]));
      List<Expr> results = read(number(parts[1]));
      return new Expr.Lambda(
          parameters, results, body, parts[3].contains("n"), parts[3].contains("s"));
    }

    private LocalVariable variable(String token) {
      int end = 1;
      while (end < token.length() && Character.isDigit(token.charAt(end))) {
        end++;
      }
      int slot = number(token.substring(1, end));
      if (end == token.length()) {
        LocalVariable known = slots.get(slot);
        if (known == null) {
          // it stands in what its own type is told by
          return LocalVariable.unknown();
        }
        return known;
      }
      LocalVariable variable =
          switch (token.charAt(end)) {
            case 'd' -> LocalVariable.declared(token.substring(end + 1));
            case 'e' -> LocalVariable.initialized(read());
            case 'i' -> LocalVariable.iterated(read());
            case 'l' -> LocalVariable.ofLambda();
            default -> LocalVariable.unknown();
          };
      slots.put(slot, variable);
      return variable;
    }

    private int line(String text) {
      return firstLine + number(text);
    }

    private static int number(String text) {
      return Integer.parseInt(text);
    }
  }
}
