package dev.kenning.indexer.pair;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.word.IdentifierSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Questions in plain words whose answers have neutral names, made of the comments amid a tree's
/// code: a developer says what the next lines do, and those lines stand alone as the answer, their
/// comments gone. Near to what is asked in a forum, with a snippet for an answer.
///
/// Only comments that begin with a verb are taken, and no two that say nearly the same. For one
/// thread.
public final class SnippetQuestions {
  private static final int FEWEST_WORDS = 5;
  private static final int MOST_WORDS = 25;
  private static final double LARGEST_OVERLAP = 0.7;
  private static final Pattern NO_QUESTION =
      Pattern.compile("(?i)todo|fixme|xxx|[;{}=]|\\w\\(\\)|&&|jdk|java \\d");

  private final List<MethodUnit> units;

  /// @param units the methods of a tree
  public SnippetQuestions(List<MethodUnit> units) {
    this.units = List.copyOf(units);
  }

  public List<SnippetQuestion> all() {
    Set<String> verbs = new TreeSet<>();
    units.forEach(
        unit -> verbs.addAll(IdentifierSplitter.split(unit.name()).stream().limit(1).toList()));
    DistinctQuestions distinct = new DistinctQuestions(LARGEST_OVERLAP);
    CommentedStatements comments = new CommentedStatements();
    List<SnippetQuestion> questions = new ArrayList<>();
    for (MethodUnit unit : units) {
      if (!unit.test()) {
        comments.forEach(
            unit,
            (comment, statements) -> {
              if (asks(comment, verbs) && distinct.add(comment)) {
                questions.add(new SnippetQuestion(comment, withoutComments(statements.code())));
              }
            });
      }
    }
    return questions;
  }

  private static boolean asks(String comment, Set<String> verbs) {
    String[] words = comment.split("\\s+");
    return words.length >= FEWEST_WORDS
        && words.length <= MOST_WORDS
        && !NO_QUESTION.matcher(comment).find()
        && comment.chars().allMatch(c -> c < 128)
        && words[0].matches("[A-Za-z][a-z]+")
        && verbs.contains(QuestionWording.base(words[0]))
        && !VerbTable.isNoVerb(QuestionWording.base(words[0]));
  }

  private static String withoutComments(String code) {
    return code.lines()
        .filter(line -> !line.strip().startsWith("//"))
        .reduce("", (all, line) -> all + line + "\n");
  }
}
