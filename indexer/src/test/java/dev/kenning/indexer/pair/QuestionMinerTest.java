package dev.kenning.indexer.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.pair.MinedPair.Source;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuestionMinerTest {
  private static final MiningRules RULES = new MiningRules(3, 50, 0.8, 40, 7);

  private final QuestionMiner miner = new QuestionMiner(RULES, KeptOut.NOTHING);

  @Test
  void theFirstParagraphOfTheDocumentationAsksForTheMethodWhosePassageDoesNotHoldIt() {
    List<MinedPair> pairs =
        mined(
            """
            class Words {
              /**
               * Counts how often every word occurs in the text.
               *
               * <p>Case does not matter.
               */
              int tally(String text) { int n = text.length(); return n * 2; }
            }
            """);
    assertThat(pairs).hasSize(1);
    assertThat(pairs.getFirst().source()).isEqualTo(Source.DOCUMENTATION);
    assertThat(pairs.getFirst().query())
        .isEqualTo("Counts how often every word occurs in the text.");
    assertThat(pairs.getFirst().passage()).doesNotContain("occurs").contains("text");
  }

  @Test
  void noQuestionIsMadeOfASentenceThatAKeptOutLibrarySaysToo() {
    String copied =
        """
        class Words {
          /** Counts how often every word occurs in the text. The case does not matter. */
          int tally(String text) { int n = text.length(); return n * 2; }
          /** Finds the word that occurs most often. */
          String top(String text) { int n = text.length(); return text + n; }
        }
        """;
    String keptOut =
        """
        class Texts {
          /** Counts how often every word occurs in the text! */
          int count(String text) { return 0; }
        }
        """;
    QuestionMiner miner =
        new QuestionMiner(RULES, KeptOut.of(units("Texts.java", keptOut).stream()));
    assertThat(worded(miner, units("Words.java", copied)))
        .extracting(MinedPair::query)
        .containsExactly("Finds the word that occurs most often.");
  }

  @Test
  void whatSaysNothingIsLeftOut() {
    assertThat(
            mined(
                """
                class Words {
                  /** Returns the name of the owner. */
                  String getName() { return name; }
                  /** {@inheritDoc} */
                  int inherited() { int n = 1; return n; }
                  /** See the other method for what it does. */
                  int other() { int n = 1; return n; }
                  /** Gets the size property of this. */
                  int sized() { int n = 1; return n; }
                  /** Calls wordCount with the text. */
                  int wordCount() { int n = 1; return n; }
                  int silent() { int n = 1; return n; }
                }
                """))
        .isEmpty();
  }

  @Test
  void generatedAndShadedFilesAreLeftOut() {
    String source =
        "class A {\n/** Finds the longest common prefix of both. */\n"
            + "int f(int a) { int b = a; return b; }\n}";
    assertThat(mined("org/example/Prefix.java", source)).hasSize(1);
    assertThat(mined("org/example/generated/Prefix.java", source)).isEmpty();
    assertThat(mined("org/example/shaded/Prefix.java", source)).isEmpty();
    assertThat(mined("org/example/QueryLexer.java", source)).isEmpty();
  }

  @Test
  void theSameQuestionInNearlyTheSameWordsIsAskedOnce() {
    StringBuilder source = new StringBuilder("class A {\n");
    for (String type : List.of("int", "long", "char")) {
      source.append(
          "/** Sorts the given array of %s values into ascending order by merging runs. */\n%s f(%s a) { %s b = a; return b; }\n"
              .formatted(type, type, type, type));
    }
    assertThat(mined(source + "}")).hasSize(1);
  }

  @Test
  void aCommentAsksForTheStatementsBelowIt() {
    QuestionMiner.Mined mined =
        miner.mine(
            "library",
            List.of(
                units(
                    "A.java",
                    """
                    class A {
                      void longOne(List<String> names) {
                        prepare();

                        // Remove all names that are blank or too short
                        names.removeIf(String::isBlank);
                        names.removeIf(name -> name.length() < 3);

                        // done
                        finish();
                      }
                    }
                    """)),
            List.of());
    assertThat(mined.pairs()).hasSize(1);
    MinedPair pair = mined.pairs().getFirst();
    assertThat(pair.source()).isEqualTo(Source.COMMENT);
    assertThat(pair.query()).containsIgnoringCase("remove all names that are blank or too short");
    assertThat(pair.passage()).containsIgnoringCase("blank").doesNotContain("finish", "too short");
  }

  @Test
  void aTestAsksForTheMethodItTests() {
    List<MethodUnit> tests =
        units(
            "TestPath.java",
            """
            class PathsTest {
              @Test void relativizeKeepsTheLastSeparator() { new Paths().relativize("a"); }
            }
            """);
    List<MethodUnit> main =
        units(
            "Paths.java",
            "class Paths { String relativize(String a) { String b = a; return b; } }");
    List<MinedPair> pairs = miner.mine("library", List.of(main), tests).pairs();
    assertThat(pairs).hasSize(1);
    assertThat(pairs.getFirst().source()).isEqualTo(Source.TEST);
    assertThat(pairs.getFirst().query()).isEqualTo("relativize keeps the last separator");
  }

  @Test
  void filesAreReadNoFurtherThanNeeded() {
    List<Integer> read = new ArrayList<>();
    Iterable<List<MethodUnit>> files =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return read.size() < 10_000;
              }

              @Override
              public List<MethodUnit> next() {
                int i = read.size();
                read.add(i);
                return units(
                    "A" + i + ".java",
                    "class A%1$d { /** Finds word%1$d in page%1$d or chapter%1$d. */ int f(int a) { int b = a; return b; } }"
                        .formatted(i));
              }
            };
    assertThat(miner.mine("library", files, List.of()).pairs()).hasSize(40);
    assertThat(read).hasSizeLessThan(60);
  }

  @Test
  void equalSourcesGiveEqualPairsInWordingsDrawnByTheSeed() {
    StringBuilder source = new StringBuilder("class A {\n");
    for (int i = 0; i < 30; i++) {
      source.append(
          "/** Finds word%1$d in page%1$d or chapter%1$d of the book. */ int f%1$d(int a) { int b = a; return b; }\n"
              .formatted(i));
    }
    List<MethodUnit> units = units("A.java", source + "}");
    List<MinedPair> once = worded(miner, units);
    assertThat(worded(new QuestionMiner(RULES, KeptOut.NOTHING), units)).isEqualTo(once);
    assertThat(
            worded(new QuestionMiner(new MiningRules(3, 50, 0.8, 40, 8), KeptOut.NOTHING), units))
        .isNotEqualTo(once);
    assertThat(once).extracting(MinedPair::query).anyMatch(query -> query.startsWith("find word"));
    assertThat(once).extracting(MinedPair::query).anyMatch(query -> query.startsWith("Finds word"));
    assertThat(once).extracting(MinedPair::query).anyMatch(query -> query.startsWith("finds word"));
  }

  private static List<MinedPair> worded(QuestionMiner miner, List<MethodUnit> units) {
    return miner.worded(List.of(miner.mine("library", List.of(units), List.of())));
  }

  private List<MinedPair> mined(String source) {
    return mined("A.java", source);
  }

  private List<MinedPair> mined(String path, String source) {
    return miner.mine("library", List.of(units(path, source)), List.of()).pairs();
  }

  private static List<MethodUnit> units(String path, String source) {
    return new MethodExtractor().extract(new FileKey("library", path), source).methods();
  }
}
