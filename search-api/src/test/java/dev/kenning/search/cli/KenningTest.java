package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KenningTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"index", "search", "similar", "serve", "status", "evaluate", "model", "mcp"})
  void everyCommandTellsOfItself(String command) {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run(command, "--help")).isZero();
    assertThat(terminal.out()).contains("Usage: kenning " + command);
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void helpShowsCommandsExamplesAndExitStatus() {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("--help")).isZero();
    assertThat(terminal.out()).contains("index", "Examples:", "Exit status: 0 done");
  }

  @Test
  void callWithoutACommandListsThem() {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run()).isEqualTo(2);
    assertThat(terminal.err()).contains("a command is needed").contains("search");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void misspeltCommandIsAnsweredWithASuggestion() {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("serch", "x")).isEqualTo(2);
    assertThat(terminal.err()).contains("'serch'").contains("search");
  }

  @Test
  void unknownOptionIsNamedAndHelpIsPointedTo() {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("search", "x", "--limt", "3")).isEqualTo(2);
    assertThat(terminal.err()).contains("--limt").contains("kenning search --help");
  }

  @Test
  void badValuesNameTheirOptionAndWhatWouldBeRight() {
    assertWrong("--mode", "hybrid, semantic, lexical", "search", "x", "--mode", "fuzzy");
    assertWrong("--kind", "method, constructor", "search", "x", "--kind", "field");
    assertWrong("--tests", "include, exclude, only", "search", "x", "--tests", "maybe");
    assertWrong("--limit", "int", "search", "x", "--limit", "many");
    assertWrong("limit", "1 to 300", "search", "x", "--limit", "0");
    assertWrong("limit", "1 to 300", "search", "x", "--limit", "1000000000");
    assertWrong("query", "1 to 4000", "search", "   ");
    assertWrong("query", "1 to 4000", "search", "a".repeat(100_000));
    assertWrong("--port", "65", "serve", "--port", "70000");
  }

  @Test
  void pathThatDoesNotExistIsAWrongCall() {
    assertWrong("'nowhere'", "does not exist", "index", "nowhere");
  }

  @Test
  void searchBeforeAnythingIsIndexedSaysWhatToDo() {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("search", "x")).isEqualTo(1);
    assertThat(terminal.err()).contains("kenning index PATH");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void plannedCommandsSayThatTheyAreNotAvailableYet() {
    assertWrong("backup", "not available yet", "backup", "file");
  }

  @Test
  void listedTreesHavePathsRelativeToTheListAndNamesAfterATab() throws IOException {
    Path list = folder.resolve("list.txt");
    Files.writeString(list, "# libraries\n\na/b\nc\tthe-c\n");
    assertThat(IndexTarget.list(list))
        .extracting(target -> folder.relativize(target.place()) + " " + target.name().orElse("-"))
        .containsExactly("a/b -", "c the-c");
  }

  @Test
  void documentationIsShownAsItsFirstSentenceWithoutMarkup() {
    assertThat(DocLine.first("Reads a <b>file</b> {@code x}.\n Then more.\n@param x y"))
        .isEqualTo("Reads a file x.");
    assertThat(DocLine.first("word ".repeat(60))).hasSizeLessThan(120).endsWith("…");
    assertThat(DocLine.first("")).isEmpty();
  }

  @Test
  void quantitiesAreSaidAsPeopleSayThem() {
    assertThat(Spoken.duration(java.time.Duration.ofMillis(820))).isEqualTo("0.8 s");
    assertThat(Spoken.duration(java.time.Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    assertThat(Spoken.size(999)).isEqualTo("999 B");
    assertThat(Spoken.size(1_234_567)).isEqualTo("1.2 MB");
    assertThat(Spoken.size(999_999_999)).isEqualTo("1.0 GB");
  }

  @Test
  void coloursNeverRunOverTheEndOfALine() {
    String coloured = JavaColours.of("/* a\n b */ return \"x\";");
    assertThat(coloured.lines())
        .allSatisfy(line -> assertThat(line.lastIndexOf("\u001b[0m")).isPositive());
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo("/* a\n b */ return \"x\";");
  }

  private void assertWrong(String field, String remedy, String... arguments) {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run(arguments)).as(terminal.err()).isEqualTo(2);
    assertThat(terminal.err()).contains(field).contains(remedy);
    assertThat(terminal.out()).isEmpty();
  }

  private TerminalDouble terminal() {
    return new TerminalDouble(
        folder, Map.of(DataOption.VARIABLE, folder.resolve("data").toString()), "");
  }
}
