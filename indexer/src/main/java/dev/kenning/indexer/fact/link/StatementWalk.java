package dev.kenning.indexer.fact.link;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import dev.kenning.indexer.link.LocalVariable;
import java.util.function.Predicate;

/// Follows the statements of a body in order, with the variables each block has.
final class StatementWalk {
  private static final int MAX_DEPTH = 400;

  private final MemberWalk members;
  private final ExpressionWalk expressions;
  private final Scopes scopes;
  private int depth;

  StatementWalk(MemberWalk members, ExpressionWalk expressions) {
    this.members = members;
    this.expressions = expressions;
    this.scopes = members.scopes();
  }

  void block(BlockStmt block) {
    scopes.open();
    block.getStatements().forEach(this::statement);
    scopes.close();
  }

  private void statement(Statement statement) {
    if (depth >= MAX_DEPTH) {
      return;
    }
    depth++;
    try {
      statementHere(statement);
    } finally {
      depth--;
    }
  }

  private void statementHere(Statement statement) {
    switch (statement) {
      case BlockStmt block -> block(block);
      case ExpressionStmt only -> expressions.root(only.getExpression());
      case IfStmt choice -> choice(choice);
      case ForStmt loop -> {
        scopes.open();
        expressions.all(loop.getInitialization());
        loop.getCompare().ifPresent(expressions::root);
        expressions.all(loop.getUpdate());
        statement(loop.getBody());
        scopes.close();
      }
      case ForEachStmt loop -> {
        scopes.open();
        loop.getVariable()
            .getVariables()
            .forEach(variable -> expressions.elementOf(loop.getIterable(), variable));
        statement(loop.getBody());
        scopes.close();
      }
      case WhileStmt loop -> {
        expressions.root(loop.getCondition());
        statement(loop.getBody());
      }
      case DoStmt loop -> {
        statement(loop.getBody());
        expressions.root(loop.getCondition());
      }
      case SynchronizedStmt guarded -> {
        expressions.root(guarded.getExpression());
        block(guarded.getBody());
      }
      case ThrowStmt thrown -> expressions.root(thrown.getExpression());
      case ReturnStmt returned -> returned.getExpression().ifPresent(expressions::returned);
      case YieldStmt yielded -> expressions.yielded(yielded.getExpression());
      case AssertStmt claim -> {
        expressions.root(claim.getCheck());
        claim.getMessage().ifPresent(expressions::root);
      }
      case LabeledStmt labelled -> statement(labelled.getStatement());
      case SwitchStmt choice -> {
        expressions.root(choice.getSelector());
        scopes.open();
        choice.getEntries().forEach(entry -> entry(entry, _ -> false));
        scopes.close();
      }
      case TryStmt tried -> tried(tried);
      case ExplicitConstructorInvocationStmt chain -> expressions.chained(chain);
      case LocalClassDeclarationStmt local ->
          members.local(local.getClassDeclaration(), expressions.type(), expressions.member());
      case LocalRecordDeclarationStmt local ->
          members.local(local.getRecordDeclaration(), expressions.type(), expressions.member());
      default -> {}
    }
  }

  /// `else if` after `else if` nests in the tree, not for a reader.
  private void choice(IfStmt choice) {
    Statement next = choice;
    while (next instanceof IfStmt one) {
      expressions.root(one.getCondition());
      statement(one.getThenStmt());
      next = one.getElseStmt().orElse(null);
    }
    if (next != null) {
      statement(next);
    }
  }

  /// @param isResult takes a statement that is a result of the `switch`
  void entry(SwitchEntry entry, Predicate<Statement> isResult) {
    boolean arrow = entry.getType() != SwitchEntry.Type.STATEMENT_GROUP;
    if (arrow) {
      scopes.open();
    }
    for (Expression label : entry.getLabels()) {
      if (label instanceof PatternExpr pattern) {
        expressions.pattern(pattern);
      }
    }
    entry.getGuard().ifPresent(expressions::root);
    for (Statement statement : entry.getStatements()) {
      if (!(arrow && isResult.test(statement))) {
        statement(statement);
      }
    }
    if (arrow) {
      scopes.close();
    }
  }

  private void tried(TryStmt tried) {
    scopes.open();
    for (Expression resource : tried.getResources()) {
      if (resource instanceof VariableDeclarationExpr declared) {
        declared.getVariables().forEach(expressions::variable);
      } else {
        expressions.root(resource);
      }
    }
    block(tried.getTryBlock());
    scopes.close();
    for (CatchClause clause : tried.getCatchClauses()) {
      scopes.open();
      Parameter caught = clause.getParameter();
      scopes.declare(
          caught.getNameAsString(), LocalVariable.declared(members.text().of(caught.getType())));
      block(clause.getBody());
      scopes.close();
    }
    tried.getFinallyBlock().ifPresent(this::block);
  }
}
