package dev.kenning.indexer.graph;

import dev.kenning.indexer.link.Expr;
import java.util.ArrayList;
import java.util.List;

/// Gathers the calls that stand in a method itself: not those by which the variable of a method
/// around it got its type.
final class Sites {
  private final List<Expr.Site> found = new ArrayList<>();

  private Sites() {}

  /// @param root one of a method's
  static List<Expr.Site> of(Expr root) {
    Sites sites = new Sites();
    sites.roots(List.of(root));
    return sites.found;
  }

  private void roots(List<Expr> roots) {
    for (Expr root : roots) {
      if (root instanceof Expr.Local local && local.variable().source() != null) {
        expr(local.variable().source());
      } else {
        expr(root);
      }
    }
  }

  private void exprs(List<Expr> exprs) {
    exprs.forEach(this::expr);
  }

  private void expr(@org.jspecify.annotations.Nullable Expr expr) {
    switch (expr) {
      case Expr.Call call -> {
        call.on().ifPresent(this::expr);
        exprs(call.arguments());
        found.add(call);
      }
      case Expr.New made -> {
        made.outer().ifPresent(this::expr);
        exprs(made.arguments());
        found.add(made);
      }
      case Expr.Chain chain -> {
        exprs(chain.arguments());
        found.add(chain);
      }
      case Expr.Reference reference -> {
        expr(reference.on());
        found.add(reference);
      }
      case Expr.Typed typed -> exprs(typed.parts());
      case Expr.Member member -> expr(member.of());
      case Expr.Element element -> {
        expr(element.of());
        exprs(element.parts());
      }
      case Expr.Lambda lambda -> {
        roots(lambda.body());
        exprs(lambda.results());
      }
      case Expr.Choice choice -> {
        roots(choice.parts());
        exprs(choice.options());
      }
      case Expr.Arithmetic sum -> exprs(sum.operands());
      case Expr.Same same -> {
        expr(same.first());
        exprs(same.parts());
      }
      case Expr.Local _, Expr.Name _, Expr.This _, Expr.Super _, Expr.TypeName _ -> {}
      case null -> {}
    }
  }
}
