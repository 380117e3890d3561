package dev.kenning.indexer.fact.link;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.FileOutline.Import;
import dev.kenning.indexer.link.MethodLinks;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The links of one file's methods, read in one walk over its tree.
public final class FileLinks {
  private final CompilationUnit tree;
  private final List<OpenType> types;
  private final IdentityHashMap<BodyDeclaration<?>, MethodLinks> byMember;

  private FileLinks(
      CompilationUnit tree,
      List<OpenType> types,
      IdentityHashMap<BodyDeclaration<?>, MethodLinks> byMember) {
    this.tree = tree;
    this.types = types;
    this.byMember = byMember;
  }

  /// @param topLevelName what a top-level type is called
  public static FileLinks of(
      CompilationUnit tree, Function<TypeDeclaration<?>, String> topLevelName) {
    MemberWalk walk =
        new MemberWalk(tree.getPackageDeclaration().map(p -> p.getNameAsString()).orElse(""));
    for (TypeDeclaration<?> type : tree.getTypes()) {
      walk.topLevel(type, topLevelName.apply(type));
    }
    return new FileLinks(tree, walk.types(), walk.links());
  }

  /// What is called by a member; [MethodLinks#NONE] for a member without a body.
  public MethodLinks of(BodyDeclaration<?> member) {
    return byMember.getOrDefault(member, MethodLinks.NONE);
  }

  /// The file's declarations.
  ///
  /// @param ids of the members that have one
  public FileOutline outline(Map<BodyDeclaration<?>, MethodId> ids) {
    List<Import> imports =
        tree.getImports().stream()
            .map(one -> new Import(one.getNameAsString(), one.isStatic(), one.isAsterisk()))
            .toList();
    return new FileOutline(
        tree.getPackageDeclaration().map(p -> p.getNameAsString()).orElse(""),
        imports,
        types.stream().map(type -> type.close(ids)).toList());
  }
}
