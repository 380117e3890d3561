package dev.kenning.search.cli;

import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.query.AnswerPart;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SearchRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks the index.
@Command(
    name = "search",
    sortOptions = false,
    description = "Find the methods that do what you say.",
    footer = {
      "",
      "Examples:",
      "  kenning search \"parse a duration like 1h30m into milliseconds\"",
      "  kenning search retry with growing pauses --package 'com.shop.*' --limit 3",
      "  kenning search \"read a file\" --fact throws:java.io.IOException --not-fact logs --facts",
      "  kenning search \"escape html\" --mode lexical --json | jq -r '.results[].symbol'"
    })
final class SearchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "INTENT", arity = "1..*", description = "What the code should do.")
  private List<String> words = List.of();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many methods at most, 1 to 300 (default: 10).")
  private int limit;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "hybrid",
      description = "hybrid (default: meaning and words), semantic, or lexical (needs no model).")
  private String mode = "hybrid";

  @Mixin private FilterOptions filter = new FilterOptions();

  @Mixin private ConsistencyOption consistency = new ConsistencyOption();

  @Mixin private WindowOptions window = new WindowOptions();

  @Option(names = "--explain", description = "Say why a method stands where it stands.")
  private boolean explain;

  @Option(
      names = "--facts",
      description = "Say what each method does, with the lines that show it.")
  private boolean withFacts;

  @Option(names = "--no-code", description = "Leave the code out.")
  private boolean withoutCode;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the answer as POST /v1/search gives it.")
  private boolean json;

  SearchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SearchRequest request = request();
    try (Answering answering = Answers.open(data.existing(terminal), terminal, request.mode())) {
      Answer answer = answering.search(request);
      if (json) {
        terminal.out().println(WireFormat.text(answer));
      } else {
        new AnswerPage(terminal, !withoutCode, window.isBounded())
            .print(answer, answering::methodCount);
      }
      return (answer.incomplete() ? ExitStatus.DONE_IN_PART : ExitStatus.DONE).code;
    }
  }

  private SearchRequest request() {
    try {
      return new SearchRequest(
              String.join(" ", words),
              limit,
              mode(mode),
              filter.filter(),
              Duration.ofSeconds(60),
              parts())
          .with(consistency.level())
          .with(window.window());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException(e.getMessage() + ".");
    }
  }

  static SearchMode mode(String word) {
    try {
      return FilterOptions.oneOf(SearchMode.values(), SearchMode::word, word);
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--mode '%s': %s.".formatted(word, e.getMessage()));
    }
  }

  private Set<AnswerPart> parts() {
    Set<AnswerPart> parts = EnumSet.noneOf(AnswerPart.class);
    if (!withoutCode) {
      parts.add(AnswerPart.CODE);
    }
    if (withFacts) {
      parts.add(AnswerPart.FACTS);
    }
    if (explain) {
      parts.add(AnswerPart.EXPLAIN);
    }
    return parts;
  }
}
