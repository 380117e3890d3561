package dev.kenning.indexer.pair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VerbTableTest {
  private final VerbTable verbs = new VerbTable();

  @Test
  void verbsThatNameAndDescribeTheSameMethodsStandForEachOther() {
    inLibraries(5, "delete", "remove");
    inLibraries(10, "remove", "remove");
    inLibraries(10, "delete", "delete");
    assertThat(verbs.alternatives("delete")).containsExactly("remove");
    assertThat(verbs.alternatives("remove")).containsExactly("delete");
  }

  @Test
  void whatOneLibrarySaysCountsForNothing() {
    for (int i = 0; i < 100; i++) {
      verbs.add("one", "delete", "remove");
    }
    inLibraries(10, "remove", "remove");
    assertThat(verbs.entries()).isEmpty();
  }

  @Test
  void wordsThatDocumentationDoesNotBeginWithAreNoVerbs() {
    inLibraries(20, "return", "unmodifiable");
    inLibraries(20, "return", "get");
    inLibraries(20, "get", "get");
    assertThat(verbs.alternatives("return")).containsExactly("get");
  }

  @Test
  void aVerbThatSeldomStandsForAnotherDoesNot() {
    inLibraries(100, "return", "return");
    inLibraries(5, "return", "kill");
    inLibraries(10, "kill", "kill");
    assertThat(verbs.alternatives("return")).isEmpty();
  }

  @Test
  void tablesOfSeveralLibrariesAddUpWhateverTheirOrder() {
    inLibraries(10, "remove", "remove");
    VerbTable other = new VerbTable();
    for (int i = 0; i < 10; i++) {
      other.add("library" + i, "delete", "remove");
      other.add("library" + i, "delete", "delete");
    }
    VerbTable oneWay = new VerbTable();
    oneWay.addAll(verbs);
    oneWay.addAll(other);
    VerbTable otherWay = new VerbTable();
    otherWay.addAll(other);
    otherWay.addAll(verbs);
    assertThat(oneWay.entries()).isEqualTo(otherWay.entries()).containsKeys("delete", "remove");
  }

  private void inLibraries(int count, String described, String name) {
    for (int i = 0; i < count; i++) {
      verbs.add("library" + i, described, name);
    }
  }
}
