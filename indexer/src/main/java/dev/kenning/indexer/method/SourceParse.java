package dev.kenning.indexer.method;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Problem;
import com.github.javaparser.ast.CompilationUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What JavaParser made of a text.
///
/// The language level is RAW: the newest grammar without the checks that come after it. Those
/// forbid what older or newer Java forbids, which is the compiler's business, and walk the tree by
/// recursion, which deep trees do not survive. Comments are not attributed to nodes either; they
/// are read from the token list, where they stand.
///
/// @param unit the tree, possibly with gaps
/// @param problems where the gaps are
record SourceParse(Optional<CompilationUnit> unit, List<ParseProblem> problems) {

  static SourceParse of(String source) {
    ParserConfiguration configuration =
        new ParserConfiguration().setLanguageLevel(LanguageLevel.RAW).setAttributeComments(false);
    configuration.setTabSize(1); // a column is a char
    ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(source);
    List<ParseProblem> problems = new ArrayList<>();
    for (Problem problem : result.getProblems()) {
      problems.add(ProblemWording.of(problem));
    }
    return new SourceParse(result.getResult(), List.copyOf(problems));
  }
}
