package dev.kenning.indexer.method;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.fact.link.FileLinks;
import dev.kenning.indexer.fact.rule.FactInference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Walks a file's tree and collects its units: the members of each type, and of the anonymous and
/// local types inside each member, in the order they stand in the file.
///
/// Types are visited by recursion, as deep as a person nests them; what is inside a body is
/// searched with a list of its own, since expressions nest as deep as a generator likes. For one
/// file and one thread.
final class UnitCollector {
  private final CompilationUnit tree;
  private final String packageName;
  private final String fileName;
  private final UnitBuilder builder;
  private final FileLinks links;
  private final List<MethodUnit> units = new ArrayList<>();
  private final IdentityHashMap<BodyDeclaration<?>, MethodId> ids = new IdentityHashMap<>();

  UnitCollector(FileKey file, SourceLines lines, CompilationUnit tree) {
    this.tree = tree;
    this.packageName = tree.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
    this.fileName = file.path().substring(file.path().lastIndexOf('/') + 1);
    boolean testPath = TestCode.isTestPath(file.path(), packageName);
    this.links = FileLinks.of(tree, this::topLevelName);
    this.builder =
        new UnitBuilder(file, packageName, lines, testPath, new FactInference(tree), links);
  }

  List<MethodUnit> collect() {
    for (TypeDeclaration<?> type : tree.getTypes()) {
      collectType(type, EnclosingScope.topLevel(packageName, type, topLevelName(type)));
    }
    if (!units.isEmpty()) {
      MethodUnit first = units.getFirst();
      units.set(0, first.with(first.links().with(links.outline(ids))));
    }
    return units;
  }

  /// A file of bare members is a class named after the file.
  private String topLevelName(TypeDeclaration<?> type) {
    boolean unnamed = type instanceof ClassOrInterfaceDeclaration c && c.isCompact();
    if (!unnamed) {
      return type.getNameAsString();
    }
    return fileName.endsWith(".java") ? fileName.substring(0, fileName.length() - 5) : fileName;
  }

  private void collectType(TypeDeclaration<?> type, EnclosingScope scope) {
    if (type instanceof EnumDeclaration declared) {
      for (EnumConstantDeclaration constant : declared.getEntries()) {
        collectConstant(constant, scope);
      }
    }
    collectMembers(type.getMembers(), scope);
  }

  private void collectConstant(EnumConstantDeclaration constant, EnclosingScope scope) {
    String name = constant.getNameAsString();
    LocalTypes types = new LocalTypes(scope, name, name);
    constant.getArguments().forEach(types::search);
    if (!constant.getClassBody().isEmpty()) {
      types.anonymous(scope.simpleName(), constant.getClassBody());
    }
  }

  private void collectMembers(NodeList<BodyDeclaration<?>> members, EnclosingScope scope) {
    for (BodyDeclaration<?> member : members) {
      switch (member) {
        case TypeDeclaration<?> nested -> collectType(nested, scope.member(nested));
        case FieldDeclaration field -> field.getVariables().forEach(v -> collectField(v, scope));
        default -> collectCallable(member, scope);
      }
    }
  }

  private void collectField(VariableDeclarator variable, EnclosingScope scope) {
    String name = variable.getNameAsString();
    variable.getInitializer().ifPresent(new LocalTypes(scope, name, name)::search);
  }

  private void collectCallable(BodyDeclaration<?> member, EnclosingScope scope) {
    Declaration.of(member, scope)
        .ifPresent(declaration -> {
          String key = builder.key(declaration, scope);
          builder
              .build(declaration, scope)
              .ifPresent(unit -> {
                units.add(unit);
                ids.put(member, unit.id());
              });
          LocalTypes types = new LocalTypes(scope, declaration.name(), key);
          declaration.body().ifPresent(types::search);
        });
  }

  /// Finds the anonymous and local types of one member and counts them.
  private final class LocalTypes {
    private final EnclosingScope scope;
    private final String memberName;
    private final String memberKey;
    private final Map<String, Integer> localCounts = new HashMap<>();
    private int anonymousCount;

    LocalTypes(EnclosingScope scope, String memberName, String memberKey) {
      this.scope = scope;
      this.memberName = memberName;
      this.memberKey = memberKey;
    }

    void search(Node root) {
      Deque<Node> open = new ArrayDeque<>();
      open.push(root);
      while (!open.isEmpty()) {
        Node node = open.pop();
        switch (node) {
          case ObjectCreationExpr creation when creation.getAnonymousClassBody().isPresent() -> {
            creation.getScope().ifPresent(this::search);
            creation.getArguments().forEach(this::search);
            anonymous(creation.getType().asString(), creation.getAnonymousClassBody().get());
          }
          case LocalClassDeclarationStmt local -> local(local.getClassDeclaration());
          case LocalRecordDeclarationStmt local -> local(local.getRecordDeclaration());
          default -> pushChildren(node, open);
        }
      }
    }

    void anonymous(String madeFrom, NodeList<BodyDeclaration<?>> members) {
      anonymousCount++;
      collectMembers(members, scope.anonymous(madeFrom, memberName, memberKey, anonymousCount));
    }

    private void local(TypeDeclaration<?> type) {
      int ordinal = localCounts.merge(type.getNameAsString(), 1, Integer::sum);
      collectType(type, scope.local(type, memberName, memberKey, ordinal));
    }

    private static void pushChildren(Node node, Deque<Node> open) {
      List<Node> children = node.getChildNodes();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
  }
}
