package dev.kenning.indexer.graph;

import dev.kenning.indexer.graph.Hierarchy.Function;
import dev.kenning.indexer.graph.Hierarchy.Member;
import dev.kenning.indexer.link.Expr;
import dev.kenning.indexer.link.LocalVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which of the methods of one name a call means: those that its arguments fit, without conversion,
/// else with, else with a variable number of arguments; of these the most specific. Where types are
/// unknown all that may be meant.
final class Overloads {
  /// An argument: its type, and what it is where it has none of its own.
  ///
  /// @param type unknown for lambdas and references
  record Argument(Expr expression, JType type) {
    boolean isFunction() {
      return expression instanceof Expr.Lambda || expression instanceof Expr.Reference;
    }
  }

  private enum Phase {
    STRICT,
    LOOSE,
    VARIABLE
  }

  private record Candidate(Member member, Phase phase, Verdict verdict) {}

  private final Hierarchy hierarchy;

  Overloads(Hierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /// @param members that may be meant; empty if none fits
  /// @param fits whether the arguments certainly fit all of them
  record Choice(List<Member> members, boolean fits) {}

  Choice choose(List<Member> members, List<Argument> arguments) {
    List<Candidate> fitting = new ArrayList<>();
    for (Member member : members) {
      if (member.method().takes(arguments.size())) {
        fit(member, arguments).ifPresent(fitting::add);
      }
    }
    if (fitting.size() > 1) {
      fitting = inFirstPhase(fitting);
    }
    if (fitting.size() > 1 && fitting.stream().allMatch(c -> c.verdict() == Verdict.YES)) {
      fitting = mostSpecific(fitting, arguments);
    }
    return new Choice(
        fitting.stream().map(Candidate::member).toList(),
        fitting.stream().allMatch(candidate -> candidate.verdict() == Verdict.YES));
  }

  private Optional<Candidate> fit(Member member, List<Argument> arguments) {
    MethodSymbol method = member.method();
    Candidate best = null;
    if (method.parameters().size() == arguments.size()) {
      Verdict strict = Verdict.YES;
      Verdict loose = Verdict.YES;
      for (int i = 0; i < arguments.size(); i++) {
        JType wanted = member.parameter(i);
        strict = strict.and(fits(arguments.get(i), wanted, false));
        loose = loose.and(fits(arguments.get(i), wanted, true));
      }
      if (strict != Verdict.NO) {
        best = new Candidate(member, Phase.STRICT, strict);
      } else if (loose != Verdict.NO) {
        best = new Candidate(member, Phase.LOOSE, loose);
      }
    }
    if (best == null && method.traits().isVariable()) {
      Verdict variable = Verdict.YES;
      for (int i = 0; i < arguments.size(); i++) {
        variable = variable.and(fits(arguments.get(i), variableParameter(member, i), true));
      }
      if (variable != Verdict.NO) {
        best = new Candidate(member, Phase.VARIABLE, variable);
      }
    }
    return Optional.ofNullable(best);
  }

  private static JType variableParameter(Member member, int index) {
    int last = member.method().parameters().size() - 1;
    if (index < last) {
      return member.parameter(index);
    }
    return member.parameter(last) instanceof JType.Array array
        ? array.element()
        : JType.Unknown.TYPE;
  }

  private Verdict fits(Argument argument, JType wanted, boolean converting) {
    if (!argument.isFunction()) {
      return converting
          ? hierarchy.converts(argument.type(), wanted)
          : hierarchy.isSubtype(argument.type(), wanted);
    }
    if (wanted instanceof JType.Variable || !wanted.isKnown()) {
      return Verdict.MAYBE;
    }
    if (!(wanted instanceof JType.Of of)) {
      return Verdict.NO;
    }
    if (of.symbol() == null) {
      return Verdict.MAYBE;
    }
    Optional<Function> function = hierarchy.function(wanted);
    if (function.isEmpty()) {
      return hierarchy.isComplete(of) ? Verdict.NO : Verdict.MAYBE;
    }
    if (argument.expression() instanceof Expr.Lambda lambda) {
      boolean gives = !isVoid(function.get());
      return Verdict.of(
          function.get().parameters().size() == lambda.parameters().size()
              && (gives ? lambda.something() : lambda.nothing()));
    }
    return Verdict.YES;
  }

  private static boolean isVoid(Function function) {
    return function.returned().equals(JType.Primitive.VOID);
  }

  /// A certain fit rules out what would only fit in a later phase; an uncertain one does not.
  private static List<Candidate> inFirstPhase(List<Candidate> fitting) {
    Optional<Phase> first =
        fitting.stream()
            .filter(candidate -> candidate.verdict() == Verdict.YES)
            .map(Candidate::phase)
            .min(Phase::compareTo);
    if (first.isPresent()) {
      return fitting.stream().filter(c -> c.phase().compareTo(first.get()) <= 0).toList();
    }
    return fitting;
  }

  private List<Candidate> mostSpecific(List<Candidate> fitting, List<Argument> arguments) {
    List<Candidate> best =
        fitting.stream()
            .filter(one ->
                fitting.stream()
                    .allMatch(other ->
                        one.equals(other)
                            || isMoreSpecific(one.member(), other.member(), arguments)))
            .toList();
    if (best.isEmpty()) {
      return fitting;
    }
    // what two interfaces declare alike is one method, whichever is named
    return best.size() > 1 ? List.of(best.getFirst()) : best;
  }

  private boolean isMoreSpecific(Member one, Member other, List<Argument> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      JType mine = parameterFor(one, i, arguments.size());
      JType theirs = parameterFor(other, i, arguments.size());
      if (arguments.get(i).isFunction()) {
        if (!isMoreSpecific(mine, theirs, arguments.get(i))) {
          return false;
        }
      } else if (hierarchy.isSubtype(mine, theirs) != Verdict.YES) {
        return false;
      }
    }
    return true;
  }

  private JType parameterFor(Member member, int index, int count) {
    return member.method().parameters().size() == count
        ? member.parameter(index)
        : variableParameter(member, index);
  }

  private boolean isMoreSpecific(JType mine, JType theirs, Argument argument) {
    if (mine instanceof JType.Of one && theirs instanceof JType.Of other && one.isSame(other)) {
      return true;
    }
    if (hierarchy.isSubtype(mine, theirs) == Verdict.YES) {
      return true;
    }
    if (hierarchy.isSubtype(theirs, mine) == Verdict.YES) {
      return false;
    }
    Optional<Function> first = hierarchy.function(mine);
    Optional<Function> second = hierarchy.function(theirs);
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    boolean explicit =
        argument.expression() instanceof Expr.Lambda lambda
            && lambda.parameters().stream()
                .noneMatch(p -> p.origin() == LocalVariable.Origin.LAMBDA);
    return explicit && isVoid(second.get()) && !isVoid(first.get());
  }
}
