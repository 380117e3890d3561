package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.query.AnswerPart;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SimilarRequest;
import dev.kenning.search.query.SimilarRequest.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks for more of the same.
@Command(
    name = "similar",
    sortOptions = false,
    description = "Find methods that do what a given one does.",
    footer = {
      "",
      "Examples:",
      "  kenning similar src/main/java/com/shop/Http.java:120",
      "  pbpaste | kenning similar --code - --limit 5"
    })
final class SimilarCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "FILE:LINE",
      arity = "0..1",
      description =
          "A line of the method, in an indexed file: a path on disk, or REPOSITORY/PATH as answers"
              + " show it.")
  private @Nullable String place;

  @Option(
      names = "--code",
      paramLabel = "FILE",
      description = "A file with Java code instead, indexed or not; - reads standard input.")
  private @Nullable String codeFile;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many methods at most, 1 to 300 (default: 10).")
  private int limit;

  @Mixin private FilterOptions filter = new FilterOptions();

  @Mixin private ConsistencyOption consistency = new ConsistencyOption();

  @Mixin private WindowOptions window = new WindowOptions();

  @Option(names = "--no-code", description = "Leave the code out.")
  private boolean withoutCode;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the answer as POST /v1/similar gives it.")
  private boolean json;

  SimilarCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    DataDirectory directory = data.existing(terminal);
    Subject subject = subject(directory);
    try (Answering answering = Answers.open(directory, terminal, SearchMode.SEMANTIC)) {
      Answer answer =
          answering.similar(
              new SimilarRequest(
                  subject,
                  limit,
                  filter.filter(),
                  Duration.ofSeconds(60),
                  withoutCode ? Set.of() : Set.of(AnswerPart.CODE),
                  consistency.level(),
                  window.window()));
      if (json) {
        terminal.out().println(WireFormat.text(answer));
      } else {
        new AnswerPage(terminal, !withoutCode, window.isBounded())
            .print(answer, answering::methodCount);
      }
      return (answer.incomplete() ? ExitStatus.DONE_IN_PART : ExitStatus.DONE).code;
    } catch (IllegalArgumentException e) {
      throw new WrongCallException(e.getMessage() + ".");
    }
  }

  private Subject subject(DataDirectory directory) throws IOException {
    if (place != null && codeFile == null) {
      return IndexedPlace.parse(place, terminal).in(directory);
    }
    if (place != null || codeFile == null) {
      throw new WrongCallException("similar needs either FILE:LINE or --code FILE, and not both.");
    }
    String code =
        codeFile.equals("-")
            ? new String(
                terminal.in().readNBytes(SimilarRequest.MAX_CODE_LENGTH * 4),
                StandardCharsets.UTF_8)
            : Files.readString(terminal.resolve(codeFile));
    try {
      return new Subject.ByCode(code);
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--code: " + e.getMessage() + ".");
    }
  }
}
