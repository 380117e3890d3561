package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.trial.RealServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the command line makes of files, disks and models that are not as they should be: a message
/// that says what, where and what to do, the right exit status, nothing lost, the rest indexed.
///
/// A full disk is a limit on the size of files, which the operating system sets for a process of
/// its own; a folder that even root may not read is one for a process without that privilege.
final class BadInputIT {
  private static final String GOOD = "class Good { int twice(int number) { return 2 * number; } }";
  private static final int BLOCK_BYTES = 1_024; // of bash's `ulimit -f`

  @TempDir static Path folder;
  private static Path data = Path.of("");

  @BeforeAll
  static void indexSomething() throws IOException {
    data = folder.resolve("data");
    Path tree = Files.createDirectories(folder.resolve("before"));
    Files.writeString(tree.resolve("Before.java"), GOOD.replace("Good", "Before"));
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("index", "before")).as(terminal.err()).isZero();
  }

  // --- Trees -----------------------------------------------------------------------------------

  @Test
  void linksThatGoRoundAreNamedAndTheRestIsIndexed(@TempDir Path tree) throws IOException {
    Files.writeString(tree.resolve("Good.java"), GOOD);
    Files.createSymbolicLink(tree.resolve("round"), tree);
    Files.createSymbolicLink(tree.resolve("Self.java"), tree.resolve("Self.java"));
    JsonNode report = indexed(tree, "links");
    assertThat(report.path("methods_indexed").asInt()).isEqualTo(1);
    assertThat(report.toString()).contains("round").contains("Self.java");
  }

  @Test
  void entriesThatLeadOutOfAnArchiveAreNamedAndTheRestIsIndexed(@TempDir Path place)
      throws IOException {
    Path archive = place.resolve("evil.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : List.of("../../Evil.java", "good/Good.java")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(GOOD.getBytes(StandardCharsets.UTF_8));
      }
    }
    JsonNode report = indexed(archive, "evil");
    assertThat(report.path("methods_indexed").asInt()).isEqualTo(1);
    assertThat(report.toString()).contains("../../Evil.java");
    assertThat(place.resolveSibling("Evil.java")).doesNotExist();
  }

  @Test
  void entriesThatUnpackToFarMoreThanTheyHoldAreNamedAndTheRestIsIndexed(@TempDir Path place)
      throws IOException {
    Path archive = place.resolve("bombs-sources.jar");
    byte[] spaces = " ".repeat(1_900_000).getBytes(StandardCharsets.UTF_8);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("good/Good.java"));
      zip.write(GOOD.getBytes(StandardCharsets.UTF_8));
      for (int bomb = 0; bomb < 300; bomb++) { // 570 MB out of half a megabyte
        zip.putNextEntry(new ZipEntry("bomb/Bomb%03d.java".formatted(bomb)));
        zip.write(spaces);
      }
    }
    JsonNode report = indexed(archive, "bombs");
    assertThat(report.path("methods_indexed").asInt()).isEqualTo(1);
    assertThat(report.toString()).contains("bomb/Bomb000.java");
  }

  @Test
  void folderThatCannotBeReadIsNamedAndTheRestIsIndexed(@TempDir Path tree) throws Exception {
    Files.writeString(tree.resolve("Good.java"), GOOD);
    Path closed = Files.createDirectory(tree.resolve("closed"));
    Files.writeString(closed.resolve("Hidden.java"), GOOD);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      List<String> command = new ArrayList<>();
      if (Files.isReadable(closed)) { // root reads everything, until it gives that up
        command.addAll(
            List.of(
                "setpriv",
                "--bounding-set=-dac_override,-dac_read_search",
                "--inh-caps=-dac_override,-dac_read_search"));
        List<String> trial = new ArrayList<>(command);
        trial.addAll(List.of("ls", closed.toString()));
        assertThat(run(trial).status)
            .as("root without its privilege reads %s", closed)
            .isPositive();
      }
      command.addAll(kenning("index", tree.toString(), "--repository", "closed", "--json"));
      Outcome outcome = run(command);
      assertThat(outcome.status).as(outcome.err).isEqualTo(3);
      JsonNode report = JsonMapper.shared().readTree(outcome.out);
      assertThat(report.path("methods_indexed").asInt()).isEqualTo(1);
      assertThat(report.toString()).contains("closed/");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void filesOfEveryOddKindCostNoneOfTheOthers(@TempDir Path tree) throws IOException {
    Files.writeString(tree.resolve("Good.java"), GOOD);
    Files.writeString(tree.resolve("Unparsable.java"), "class {{{ no");
    Files.writeString(tree.resolve("Empty.java"), "");
    Files.write(tree.resolve("Binary.java"), random(10_000));
    Files.writeString(tree.resolve("Large.java"), "// " + "x".repeat(5_000_000));
    Files.write(
        tree.resolve("Latin.java"),
        "class Latin { void gr\u00fc\u00dfen() {} }".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(tree.resolve("Marked.java"), "\ufeffclass Marked { void mark() {} }");
    JsonNode report = indexed(tree, "odd");
    assertThat(report.path("methods_indexed").asInt()).isEqualTo(3);
    assertThat(report.toString()).contains("Unparsable.java", "Binary.java", "Large.java");
  }

  // --- Questions -------------------------------------------------------------------------------

  @Test
  void emptyAndEnormousQuestionsAreWrongCalls() {
    for (String question : List.of("", " ", "pause ".repeat(20_000))) {
      TerminalDouble terminal = terminal();
      assertThat(terminal.run("search", question)).isEqualTo(2);
      assertThat(terminal.err()).startsWith("kenning: ").hasSizeLessThan(1_000);
    }
  }

  @Test
  void limitsOutOfRangeAreWrongCalls() {
    for (String limit : List.of("0", "1000000000", "-1", "ten")) {
      TerminalDouble terminal = terminal();
      assertThat(terminal.run("search", "double a number", "--limit", limit)).isEqualTo(2);
      assertThat(terminal.err()).containsIgnoringCase("limit").contains(limit);
    }
  }

  // --- Models ----------------------------------------------------------------------------------

  @Test
  void truncatedModelIsRefusedAndLeavesNothing(@TempDir Path place) throws IOException {
    CatalogueModel model = ModelCatalogue.read(place.resolve("none")).require("bge-small-en-v1.5");
    Path weights = place.resolve("cut.onnx");
    try (InputStream whole = model.read(model.manifest().weights())) {
      Files.write(weights, whole.readNBytes(1_000_000));
    }
    try (InputStream tokenizer = model.read(model.manifest().tokenizer())) {
      Files.write(place.resolve("tokenizer.json"), tokenizer.readAllBytes());
    }
    List<String> before = models();
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("model", "import", weights.toString())).isEqualTo(1);
    assertThat(terminal.err()).contains("cut.onnx");
    assertThat(models()).isEqualTo(before);
  }

  // --- Full disks ------------------------------------------------------------------------------

  @Test
  void fullDiskDuringConversionIsToldAndLeavesNothing(@TempDir Path other) throws Exception {
    Outcome outcome = run(limited(20_000_000, "index", "before", "--data", other + "/data"));
    assertThat(outcome.status).as(outcome.out + outcome.err).isEqualTo(1);
    assertThat(outcome.err).contains("kenning: ").doesNotContain("\tat ");
    Path converted = DataDirectory.open(other.resolve("data")).modelsFolder();
    if (Files.exists(converted)) {
      assertThat(files(converted)).isEmpty();
    }
  }

  @Test
  void fullDiskWhileIndexingLosesNothingAndTheNextRunGoesOn(@TempDir Path tree) throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      byte[] noise = new byte[30_000];
      random.nextBytes(noise);
      Files.writeString(
          tree.resolve("Noise" + i + ".java"),
          "class Noise%d { String noise() { return \"%s\"; } }"
              .formatted(i, java.util.HexFormat.of().formatHex(noise)));
    }
    long limit = Files.size(DataDirectory.open(data).ledgerFile()) + 100_000;
    Outcome full = run(limited(limit, "index", tree.toString(), "--repository", "noise"));
    assertThat(full.status).as(full.out + full.err).isEqualTo(1);
    assertThat(full.err).contains("kenning: ").doesNotContain("\tat ");
    TerminalDouble before = terminal();
    assertThat(before.run("search", "twice", "--mode", "lexical", "--repository", "before"))
        .isZero();
    assertThat(before.out()).contains("int twice(int number)");
    JsonNode report = indexed(tree, "noise", 0);
    assertThat(report.path("complete").asBoolean()).isTrue();
    TerminalDouble after = terminal();
    assertThat(after.run("search", "noise", "--mode", "lexical", "--repository", "noise")).isZero();
  }

  // --- Tools -----------------------------------------------------------------------------------

  /// Indexes what has parts that cannot be taken.
  private static JsonNode indexed(Path tree, String repository) {
    return indexed(tree, repository, 3);
  }

  private static JsonNode indexed(Path tree, String repository, int status) {
    TerminalDouble terminal = terminal();
    assertThat(terminal.run("index", tree.toString(), "--repository", repository, "--json"))
        .as(terminal.out() + terminal.err())
        .isEqualTo(status);
    return JsonMapper.shared().readTree(terminal.out());
  }

  private static TerminalDouble terminal() {
    return new TerminalDouble(folder, Map.of(DataOption.VARIABLE, data.toString()), "");
  }

  /// A process that cannot make a file larger than so many bytes.
  private static List<String> limited(long maxBytes, String... arguments) {
    assumeTrue(Files.exists(Path.of("/bin/bash")), "bash sets the limit");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "/bin/bash",
            "-c",
            "ulimit -f %d && exec \"$0\" \"$@\"".formatted(maxBytes / BLOCK_BYTES)));
    command.addAll(kenning(arguments));
    return command;
  }

  private static List<String> kenning(String... arguments) {
    List<String> command = new ArrayList<>(RealServer.command().program());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Outcome run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put(DataOption.VARIABLE, data.toString());
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as("%s ends within three minutes", command).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static List<String> models() throws IOException {
    return files(DataDirectory.open(data).modelsFolder());
  }

  private static List<String> files(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private record Outcome(int status, String out, String err) {}
}
