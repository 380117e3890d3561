package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithMembers;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.List;

/// `recurses`: a call of the method's own name with as many arguments, on this object, on its type,
/// or on another object of its type.
///
/// An argument that is known to be of another type than the parameter, or is cast to one, shows
/// that an inherited overload is called, and so does a call that no condition, loop or earlier
/// return lets the method go past. Where an overload of the same type takes as many arguments, the
/// call counts only if every argument is known to be of the parameter's type, since else it may be
/// the overload that is called. Misses recursion by way of another method, through a variable of a
/// supertype, and into overloads.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class RecursionRule implements FactRule {
  private static final List<String> WIDTHS =
      List.of("byte", "short", "int", "long", "float", "double");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    if (method.head().sort() != MethodHead.Sort.METHOD) {
      return;
    }
    for (Call call : method.calls()) {
      if (isRecursion(call, method)) {
        facts.add(FactKind.RECURSES, call.place());
      }
    }
  }

  static boolean isRecursion(Call call, MethodSketch method) {
    if (!call.isMethod() || !call.name().equals(method.head().name()) || !isOwn(call, method)) {
      return false;
    }
    List<Variable> parameters = method.parameters();
    boolean variable = method.head().parameters().stream().anyMatch(Parameter::isVarArgs);
    boolean fits =
        variable
            ? call.arguments().size() >= parameters.size() - 1
            : call.arguments().size() == parameters.size();
    return fits
        && isConditional(call, method)
        && !contradictsTypes(call, method)
        && (isOnly(method, call.arguments().size()) || matchesTypes(call, method));
  }

  /// Whether a way leads past the call: a method that always called itself would never end, so it
  /// is an overload, inherited perhaps, that is always called.
  private static boolean isConditional(Call call, MethodSketch method) {
    for (Frame at = call.place().frame(); at != null; at = at.around()) {
      switch (at.kind()) {
        case BRANCH, LOOP, CATCH, LAMBDA -> {
          return true;
        }
        default -> {}
      }
    }
    int line = call.place().line();
    return isRightOfChoice(call.node())
        || method.returns().stream().anyMatch(returned -> returned.place().line() < line)
        || method.throwns().stream().anyMatch(thrown -> thrown.place().line() < line);
  }

  /// `done || next.isDone()`.
  private static boolean isRightOfChoice(Node call) {
    Node at = call;
    while (at.getParentNode().orElse(null) instanceof Expression around) {
      if (around instanceof BinaryExpr binary && binary.getRight() == at) {
        switch (binary.getOperator()) {
          case AND, OR -> {
            return true;
          }
          default -> {}
        }
      }
      at = around;
    }
    return false;
  }

  /// Whether an argument cannot be what the parameter takes: then it is an overload that is called,
  /// which a supertype in another file declares.
  private static boolean contradictsTypes(Call call, MethodSketch method) {
    int count = Math.min(call.arguments().size(), method.parameters().size());
    for (int i = 0; i < count; i++) {
      JavaType wanted = method.parameters().get(i).type();
      Expression argument = call.arguments().get(i);
      JavaType found = method.typeOf(argument);
      boolean variable =
          i == method.parameters().size() - 1
              && wanted.dimensions() > 0
              && method.head().parameters().getLast().isVarArgs();
      if (variable) {
        return contradictsVariable(method, call, i, wanted);
      }
      if (contradicts(method, found, wanted) || saysOther(method, argument, wanted)) {
        return true;
      }
    }
    return false;
  }

  /// Several arguments for a variable one are of its element's type; a single one may be the array.
  private static boolean contradictsVariable(
      MethodSketch method, Call call, int first, JavaType wanted) {
    int given = call.arguments().size() - first;
    for (int i = first; i < call.arguments().size(); i++) {
      JavaType found = method.typeOf(call.arguments().get(i));
      boolean asArray = given == 1 && found.dimensions() == wanted.dimensions();
      if (!asArray
          && (contradicts(method, found, wanted.element())
              || (given > 1 && found.dimensions() >= wanted.dimensions()))) {
        return true;
      }
    }
    return false;
  }

  /// A cast to another type than the parameter's, or a new object of one, is there to call an
  /// overload.
  private static boolean saysOther(MethodSketch method, Expression argument, JavaType wanted) {
    Expression at = argument;
    while (at instanceof EnclosedExpr enclosed) {
      at = enclosed.getInner();
    }
    JavaType said = method.typeOf(at);
    return (at.isCastExpr() || at.isObjectCreationExpr())
        && said.isNamed()
        && wanted.isNamed()
        && !said.simpleName().equals(wanted.simpleName())
        && !(at.isObjectCreationExpr() && method.types().isSubtype(said, wanted.name()))
        && !said.isPrimitive();
  }

  private static boolean contradicts(MethodSketch method, JavaType found, JavaType wanted) {
    if (!found.known() || !wanted.known() || wanted.is("java.lang.Object")) {
      return false;
    }
    if (found.dimensions() != wanted.dimensions() || found.isPrimitive() != wanted.isPrimitive()) {
      return (!(wanted.name().startsWith("java.lang.") && found.dimensions() == 0)
              && !(found.name().startsWith("java.lang.") && wanted.isPrimitive()))
          || wanted.equals(JavaType.STRING);
    }
    if (found.isPrimitive()) {
      return isWider(found, wanted);
    }
    return found.name().startsWith("java.") && !method.types().isSubtype(found, wanted.name());
  }

  /// Whether a number is too wide for a parameter: a `long` for an `int`.
  private static boolean isWider(JavaType found, JavaType wanted) {
    return WIDTHS.contains(found.name())
        && WIDTHS.contains(wanted.name())
        && WIDTHS.indexOf(found.name()) > WIDTHS.indexOf(wanted.name());
  }

  private static boolean isOwn(Call call, MethodSketch method) {
    if (call.receiver().filter(SuperExpr.class::isInstance).isPresent()) {
      return false;
    }
    boolean unqualified = call.receiver().isEmpty() && call.onSelf();
    return (unqualified || call.owner().known())
        && call.owner().dimensions() == 0
        && call.owner().name().equals(method.type().name());
  }

  private static boolean isOnly(MethodSketch method, int argumentCount) {
    Node type = method.head().node().getParentNode().orElse(null);
    return !(type instanceof NodeWithMembers<?> members)
        || members.getMembers().stream()
            .filter(member -> member != method.head().node())
            .noneMatch(member ->
                member instanceof MethodDeclaration other
                    && other.getNameAsString().equals(method.head().name())
                    && takes(other, argumentCount));
  }

  private static boolean takes(MethodDeclaration other, int argumentCount) {
    int count = other.getParameters().size();
    boolean variable = other.getParameters().stream().anyMatch(Parameter::isVarArgs);
    return variable ? argumentCount >= count - 1 : argumentCount == count;
  }

  private static boolean matchesTypes(Call call, MethodSketch method) {
    if (call.arguments().size() != method.parameters().size()) {
      return false;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      JavaType wanted = method.parameters().get(i).type();
      JavaType found = method.typeOf(argument);
      boolean same =
          found.isNamed()
              && found.name().equals(wanted.name())
              && found.dimensions() == wanted.dimensions();
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
