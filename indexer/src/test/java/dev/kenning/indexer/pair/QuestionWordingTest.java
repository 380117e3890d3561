package dev.kenning.indexer.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class QuestionWordingTest {
  @Test
  void aRequestBeginsWithTheVerbInItsBaseForm() {
    assertThat(QuestionWording.request("Returns the index of the first match."))
        .isEqualTo("return the index of the first match");
    assertThat(QuestionWording.request("Copies all bytes.")).isEqualTo("copy all bytes");
    assertThat(QuestionWording.request("Matches the pattern;")).isEqualTo("match the pattern");
    assertThat(QuestionWording.request("This is so")).isEqualTo("this is so");
    assertThat(QuestionWording.request("Process")).isEqualTo("Process");
  }

  @Test
  void keywordsAreTheWordsThatTellSomething() {
    assertThat(QuestionWording.keywords("Returns the index of the first match in this list."))
        .isEqualTo("index first match list");
  }

  @Test
  void aVerbMayStandForAnotherThatNamesSay() {
    VerbTable verbs = new VerbTable();
    for (int i = 0; i < 10; i++) {
      verbs.add("library" + i, "delete", i < 5 ? "remove" : "delete");
      verbs.add("library" + i, "remove", "remove");
    }
    Set<String> drawn = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      drawn.add(QuestionWording.drawn("Deletes the old files.", verbs, new Random(seed)));
    }
    assertThat(drawn)
        .contains(
            "Deletes the old files.",
            "delete the old files",
            "remove the old files",
            "how do I remove the old files",
            "deletes old files");
  }
}
