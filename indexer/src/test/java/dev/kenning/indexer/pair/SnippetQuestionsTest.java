package dev.kenning.indexer.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SnippetQuestionsTest {
  @Test
  void aCommentAsksForItsStatementsWhichStandAloneWithoutIt() {
    List<SnippetQuestion> questions =
        questions(
            """
            class Names {
              void removeAll() {}
              void tidy(List<String> names) {
                // Remove all names that are blank
                names.removeIf(String::isBlank);
                // twice, for the sake of it
                names.removeIf(name -> name.isEmpty());

                // this list is never empty here
                names.getFirst();
                names.getLast();
              }
            }
            """);
    assertThat(questions).extracting(SnippetQuestion::text).isEmpty();
    questions =
        questions(
            """
            class Names {
              void removeAll() {}
              void tidy(List<String> names) {
                // Remove all names that are blank
                names.removeIf(String::isBlank);
                for (String name : names) {
                  // as it was
                  keep(name);
                }

                // this list is never empty here
                names.getFirst();
                names.getLast();
              }
            }
            """);
    assertThat(questions).hasSize(1);
    assertThat(questions.getFirst().text()).isEqualTo("Remove all names that are blank");
    assertThat(questions.getFirst().code())
        .startsWith("void snippet() {")
        .contains("keep(name);")
        .doesNotContain("as it was", "getFirst", "blank\n");
  }

  private static List<SnippetQuestion> questions(String source) {
    return new SnippetQuestions(
            new MethodExtractor().extract(new FileKey("names", "Names.java"), source).methods())
        .all();
  }
}
