package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.run.DataDirectoryUnavailableException;
import dev.kenning.search.http.SelfMadeKeystore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class KenningTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index",
        "search",
        "similar",
        "callers",
        "callees",
        "serve",
        "status",
        "evaluate",
        "model",
        "key",
        "benchmark",
        "verify",
        "repair",
        "backup",
        "restore",
        "compact",
        "forget",
        "mcp"
      })
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
  void benchmarkThatOnlyWritesHasToKeepWhatItWrote() {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("benchmark", "scale", "--methods", "1000", "--write-only"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("--write-only needs --folder");
  }

  @Test
  void calibrationLooksAtTheFileToBeWrittenBeforeItBegins() throws IOException {
    Path queries = folder.resolve("q.jsonl");
    Path qrels = folder.resolve("r.jsonl");
    StringBuilder asked = new StringBuilder();
    StringBuilder judged = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      asked.append("{\"id\": \"q%d\", \"query\": \"wait a moment\"}\n".formatted(i));
      judged.append(
          """
          {"query_id": "q%d", "file": "A.java", "class": "A", "method": "m", "line": 1,\
           "start": 1, "end": 2, "relevance": 1}
          """
              .formatted(i));
    }
    Files.writeString(queries, asked);
    Files.writeString(qrels, judged);
    for (String other : List.of("a text", "{\"model\": {\"hybrid\": {\"weights\": {}}}}")) {
      Files.writeString(folder.resolve("taken.json"), other);
      assertWrong(
          "--write",
          "Name another file",
          "benchmark",
          "calibration",
          "--queries",
          "q.jsonl",
          "--qrels",
          "r.jsonl",
          "--write",
          "taken.json");
      assertThat(folder.resolve("taken.json")).hasContent(other);
    }
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
    assertWrong("lsp", "not available yet", "lsp");
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
  void repositoryNamesFollowTheRulesOfTheHttpInterface() throws IOException {
    String tree = Files.createDirectory(folder.resolve("tree")).toString();
    assertWrong("'a/b'", "without / or \\", "index", tree, "--repository", "a/b");
    assertWrong("'..'", "a name of 1 to 200", "index", tree, "--repository", "..");
    Path list = folder.resolve("list.txt");
    Files.writeString(list, "tree\ta/b\n");
    assertWrong("list.txt:1", "'a/b'", "index", "--from", list.toString());
  }

  @Test
  void whatIsNoTreeIsAWrongCallThatNamesThePathOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("Good.java"), "class Good {}");
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("index", file.toString(), "--dry-run")).isEqualTo(2);
    assertThat(terminal.err()).containsOnlyOnce("Good.java").contains("neither a folder nor");
  }

  @Test
  void dataDirectoryThatIsAFileIsAWrongCall() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertWrong("is not a folder", file.toString(), "status", "--data", file.toString());
    assertWrong("is not a folder", file.toString(), "index", ".", "--data", file.toString());
  }

  @Test
  void modelsThatAreNotHereAreAWrongCallWithARemedy() {
    assertWrong("'nope'", "bge-small-en-v1.5", "model", "verify", "nope");
    assertWrong("e5-small-v2", "kenning model import FOLDER", "model", "verify", "e5-small-v2");
  }

  @Test
  void keysAreMadeShownWithoutTheirSecretAndRevoked() {
    TerminalDouble made = terminal();
    assertThat(made.run("key", "create", "ci", "--scope", "write", "--repository", "shop"))
        .isZero();
    String key = made.out().strip();
    assertThat(key).matches("kn_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
    assertThat(made.err()).contains("only time");
    TerminalDouble list = terminal();
    assertThat(list.run("key", "list")).isZero();
    assertThat(list.out())
        .contains("ci", key.substring(0, 15), "write", "shop")
        .doesNotContain(key.substring(16));
    assertWrong("already", "ci", "key", "create", "ci");
    assertWrong("--scope", "'root'", "key", "create", "x", "--scope", "root");
    assertWrong("--repository", "'a/b'", "key", "create", "x", "--repository", "a/b");
    assertThat(terminal().run("key", "revoke", "ci")).isZero();
    assertWrong("no key", "'ci'", "key", "revoke", "ci");
  }

  @Test
  void serverIsNotOpenedToOthersByASlip() {
    assertWrong("--allow-unauthenticated", "kenning key create", "serve", "--host", "0.0.0.0");
    assertWrong("--allow-unauthenticated", "there are no keys", "serve", "--host", "192.0.2.7");
  }

  @Test
  void keystoreThatWillNotDoIsAWrongCallThatSaysWhy() throws Exception {
    Path keystore = SelfMadeKeystore.make(folder.resolve("k.p12"), "a pass phrase", "kenning");
    Path wrong = Files.writeString(folder.resolve("wrong"), "another\n");
    String tls = "--tls-keystore";
    assertWrong("--tls-password-file", "KENNING_TLS_PASSWORD", "serve", tls, keystore.toString());
    assertWrong(
        "password",
        keystore.toString(),
        "serve",
        tls,
        keystore.toString(),
        "--tls-password-file",
        wrong.toString());
    assertWrong(
        "--tls-password-file",
        "cannot be read",
        "serve",
        tls,
        keystore.toString(),
        "--tls-password-file",
        folder.resolve("nowhere").toString());
    assertWrong("--tls-keystore", "need", "serve", "--tls-alias", "kenning");
    assertWrong(
        "there is no keystore",
        "nowhere.p12",
        "serve",
        tls,
        "nowhere.p12",
        "--tls-password-file",
        wrong.toString());
    assertWrong("--trust-host", "http://x", "serve", "--trust-host", "http://x");
  }

  @Test
  void blankQueryIsCalledBlank() {
    assertWrong("query", "blank", "search", "  ");
  }

  @Test
  void failuresOfTheDiskAreToldInPlainWords() {
    TerminalDouble terminal = terminal();
    FailureReport report = new FailureReport(terminal.terminal());
    assertThat(
            report.print(
                new UncheckedIOException("Cannot write a.pt", new IOException("File too large"))))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(terminal.err())
        .startsWith("kenning: Cannot write a.pt: File too large. The disk is full")
        .doesNotContain("\tat ");
  }

  @Test
  void namesOfExceptionsDoNotReachTheUser() {
    FileAlreadyExistsException cause = new FileAlreadyExistsException("/dev/full");
    TerminalDouble terminal = terminal();
    assertThat(
            new FailureReport(terminal.terminal())
                .print(
                    new DataDirectoryUnavailableException(
                        "The data directory /dev/full cannot be made: " + cause, cause)))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(terminal.err()).doesNotContain("Exception").contains("/dev/full cannot be made: ");
  }

  @Test
  void longLinesAreCutBetweenCharacters() {
    assertThat(AnswerPage.cut("a".repeat(200))).hasSize(200);
    assertThat(AnswerPage.cut("a".repeat(900_000))).hasSize(202).endsWith(" …");
    assertThat(AnswerPage.cut("a".repeat(199) + "😀".repeat(9))).isEqualTo("a".repeat(199) + " …");
  }

  @Test
  void jobOfAServerIsSummedUpAsARunHere() {
    JsonNode job =
        JsonMapper.shared()
            .readTree(
                """
                {"repository": "shop", "state": "done", "problem_count": 2,
                 "counts": {"files": 3, "files_added": 3, "methods": 1, "embedded": 1,
                   "tokens": 11, "skipped": {"not_java": 2}, "elapsed_ms": 1500,
                   "stages": [{"stage": "parse", "busy_ms": 5}]},
                 "problems": [
                   {"path": "L.java", "stage": "scan", "reason": "links to nothing",
                    "indexed": false},
                   {"path": "B.java", "stage": "parse", "line": 7, "reason": "The syntax breaks",
                    "indexed": true}]}
                """);
    TerminalDouble terminal = terminal();
    new OutcomePage(terminal.terminal()).synced(folder, job);
    assertThat(terminal.out())
        .startsWith("shop: 1 method indexed in 1.5 s, by the server")
        .contains("3 in the tree: 3 new", "1 embedded", "11 tokens in all", "2 not java")
        .contains("! not indexed: L.java links to nothing")
        .contains("! B.java:7 (parse): The syntax breaks");
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
