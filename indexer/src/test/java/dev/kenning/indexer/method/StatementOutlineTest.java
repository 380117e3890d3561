package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.method.StatementOutline.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class StatementOutlineTest {
  @Test
  void aStatementIsAUnitAndABlockIsFramedByItsBraces() {
    assertThat(
            outline(
                """
                int size(List<String> names)
                    throws IOException,
                        TimeoutException {
                  int size = 0;
                  for (String name : names) {
                    // blank ones do not count
                    if (!name.isBlank()) {
                      size++;
                    } else {
                      log.warn("{",
                          name);
                    }
                  }
                  return size;
                }
                """))
        .isEqualTo(
            """
            0,1,2,14
              3
              4,12
                5 comment
                6,8,11
                  7
                  9,10
              13
            """);
  }

  @Test
  void whatLambdasAndClassesHoldStandsInsideTheirStatement() {
    assertThat(
            outline(
                """
                void run() {
                  names.stream()
                      .map(name -> {
                        String half = name.substring(1);
                        return half;
                      })
                      .forEach(
                          new Consumer<>() {
                            public void accept(String name) {
                              print(name);
                            }
                          });
                }
                """))
        .isEqualTo(
            """
            0,12
              1,2,5,6,7,11
                3
                4
                8,10
                  9
            """);
  }

  @Test
  void elementsOfAListAndCasesOfASwitchAreUnits() {
    assertThat(
            outline(
                """
                int code(String word) {
                  int[] codes = {
                    1,
                    2,
                    wide(
                        3),
                  };
                  switch (word) {
                    case "a":
                      return codes[0];
                    default:
                      return word.isEmpty() ? 1 :
                          2;
                  }
                }
                """))
        .isEqualTo(
            """
            0,14
              1,6
                2
                3
                4,5
              7,13
                8
                9
                10
                11,12
            """);
  }

  @Test
  void elseOnALineOfItsOwnAndTextBlocksGoOn() {
    assertThat(
            outline(
                """
                void say() {
                  if (loud)
                  {
                    shout();
                  }
                  // or not
                  else
                  {
                    String text = \"""
                        a {
                        b;
                        \""";
                  }
                }
                """))
        .isEqualTo(
            """
            0,13
              1,2,4,5,6,7,12
                3
                8,9,10,11
            """);
  }

  @Test
  void anExpressionGoesOnAfterItsBraces() {
    assertThat(
            outline(
                """
                Path[] paths() {
                  return small
                      ? new Path[] {
                        one,
                      }
                      : all(new Walk() {
                        boolean deep() {
                          return true;
                        }
                      })
                          .toArray();
                }
                """))
        .isEqualTo(
            """
            0,11
              1,2,4,5,9,10
                3
                6,8
                  7
            """);
  }

  /// Whatever the text is, each of its lines is in one unit, and units follow those around them.
  @Property(tries = 500)
  void everyLineBelongsToExactlyOneUnit(@ForAll("brokenCode") String text) {
    StatementOutline outline = StatementOutline.of(text);
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < outline.units().size(); i++) {
      Unit unit = outline.units().get(i);
      assertThat(unit.around()).isLessThan(i);
      assertThat(unit.lines()).isNotEmpty().isSorted();
      lines.addAll(unit.lines());
    }
    assertThat(lines).doesNotHaveDuplicates().hasSize(outline.lines().size());
    assertThat(outline.lines()).isEqualTo(text.replace("\r\n", "\n").lines().toList());
  }

  @Provide
  Arbitrary<String> brokenCode() {
    return Arbitraries.of(
            "{", "}", "(", ")", ";", ",", ":", "?", "\n", "\n", "\r\n", " ", "\"", "'", "\\", "/*",
            "*/", "//", "\"\"\"", "else", "case", "x", "=", "->", "é")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  private static String outline(String text) {
    StatementOutline outline = StatementOutline.of(text);
    StringBuilder told = new StringBuilder();
    for (Unit unit : outline.units()) {
      int depth = 0;
      for (int at = unit.around(); at >= 0; at = outline.units().get(at).around()) {
        depth++;
      }
      told.append("  ".repeat(depth))
          .append(unit.lines().stream().map(String::valueOf).collect(Collectors.joining(",")))
          .append(unit.comment() ? " comment\n" : "\n");
    }
    return told.toString();
  }
}
