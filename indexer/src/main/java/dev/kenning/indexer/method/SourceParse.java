package dev.kenning.indexer.method;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What JavaParser made of a text.
///
/// The grammar is the newest; the steps that usually follow it are left out. They forbid what some
/// Java forbids, which is the compiler's business, hang comments on nodes, which are better read
/// from the token list where they stand, and walk the tree by recursion, which deep trees do not
/// survive. (The level RAW would leave them out as well, but does not know `yield`.)
///
/// @param unit the tree, possibly with gaps
/// @param problems where the gaps are
record SourceParse(Optional<CompilationUnit> unit, List<ParseProblem> problems) {
  private static final LanguageLevel NEWEST = LanguageLevel.BLEEDING_EDGE;

  /// One broken brace can be noticed a hundred times; the first few tell it all.
  private static final int MAX_PROBLEMS = 20;

  /// Parses, and saves what can be saved where that fails.
  static SourceParse of(String source) {
    Attempt attempt = new Attempt(source, once(source));
    if (attempt.parse.problems.isEmpty()) {
      return attempt.parse;
    }
    // One after the other, so that each rewrites only where the syntax still breaks.
    attempt = attempt.with(NewerSyntax.yieldsAsThrows(source));
    attempt = attempt.with(NewerSyntax.enumsAsClasses(attempt.text, attempt.parse.problems));
    return attempt.parse.problems.isEmpty()
        ? attempt.parse
        : BrokenSource.repaired(attempt.text, attempt.parse);
  }

  /// A text and what came of it.
  private record Attempt(String text, SourceParse parse) {
    /// The attempt with a rewritten text, unless that loses methods.
    Attempt with(String rewritten) {
      if (rewritten.equals(text)) {
        return this;
      }
      SourceParse again = once(rewritten);
      return again.memberCount() >= parse.memberCount() ? new Attempt(rewritten, again) : this;
    }
  }

  static SourceParse once(String source) {
    ParserConfiguration configuration =
        new ParserConfiguration().setLanguageLevel(NEWEST).setAttributeComments(false);
    configuration.getProcessors().clear();
    configuration.setTabSize(1); // a column is a char
    ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(source);
    return new SourceParse(
        result.getResult(),
        result.getProblems().stream().limit(MAX_PROBLEMS).map(ProblemWording::of).toList());
  }

  /// Methods, constructors and initialisers in the tree.
  int memberCount() {
    return unit.map(SourceParse::count).orElse(0);
  }

  /// Whether there is nothing in it at all.
  boolean isEmpty() {
    return unit.isEmpty() || (unit.get().getTypes().isEmpty() && unit.get().getModule().isEmpty());
  }

  /// Where the syntax breaks first; beyond the last line if it does not.
  int firstBreak() {
    return problems.isEmpty() ? Integer.MAX_VALUE : problems.getFirst().line();
  }

  SourceParse withProblems(List<ParseProblem> others) {
    return new SourceParse(unit, List.copyOf(others));
  }

  private static int count(CompilationUnit unit) {
    int count = 0;
    Deque<Node> open = new ArrayDeque<>();
    open.push(unit);
    while (!open.isEmpty()) {
      Node node = open.pop();
      count +=
          switch (node) {
            case CallableDeclaration<?> _ -> 1;
            case CompactConstructorDeclaration _ -> 1;
            case InitializerDeclaration _ -> 1;
            case AnnotationMemberDeclaration _ -> 1;
            default -> 0;
          };
      node.getChildNodes().forEach(open::push);
    }
    return count;
  }
}
