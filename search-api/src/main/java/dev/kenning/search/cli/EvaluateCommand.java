package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.RankedMethod;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures the answers.
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Measure the answers against judgements: MRR@10, NDCG@10 and recall, with 95 %% intervals.",
      "Both files hold one JSON object a line: queries {\"id\", \"query\"}, judgements {\"query_id\","
          + " \"file\", \"method\", \"line\", \"relevance\"}."
    },
    footer = {
      "",
      "Examples:",
      "  kenning evaluate --queries samples/queries.jsonl --qrels samples/qrels.jsonl",
      "  kenning evaluate --queries q.jsonl --qrels r.jsonl --mode lexical --by source --json",
      "  kenning evaluate --queries q.jsonl --qrels r.jsonl --generation NAME   before publishing it"
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int BINARY_DEPTH = 10;

  private final Terminal terminal;

  @Option(names = "--queries", paramLabel = "FILE", required = true, description = "What is asked.")
  private @Nullable String queries;

  @Option(
      names = "--qrels",
      paramLabel = "FILE",
      required = true,
      description = "What answers it, and how well.")
  private @Nullable String qrels;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "hybrid",
      description = "hybrid (default), semantic or lexical.")
  private String mode = "hybrid";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "Results per query (default: 10, or 300 where relevance is graded).")
  private @Nullable Integer limit;

  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      description = "Also for the queries that agree in this field of theirs.")
  private @Nullable String field;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Write the rankings here, one JSON object a query.")
  private @Nullable String results;

  @Option(
      names = "--generation",
      paramLabel = "NAME",
      description =
          "Ask this generation instead of the one that answers; 'kenning generation list' names"
              + " them.")
  private @Nullable String generation;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    JudgedSet set = JudgedSet.read(file("--queries", queries), file("--qrels", qrels));
    Map<String, List<RankedMethod>> rankings = rankings(set);
    if (results != null) {
      RankingFile.write(terminal.resolve(results), rankings);
    }
    Evaluation evaluation = Evaluation.of(set, rankings);
    new EvaluationPage(terminal, json).print(evaluation, Optional.ofNullable(field));
    return ExitStatus.DONE.code;
  }

  private Map<String, List<RankedMethod>> rankings(JudgedSet set) {
    SearchMode how = SearchCommand.mode(mode);
    int depth = limit != null ? limit : set.graded() ? SearchRequest.MAX_LIMIT : BINARY_DEPTH;
    Map<String, List<RankedMethod>> rankings = new LinkedHashMap<>();
    DataDirectory directory = data.existing(terminal);
    try (Answering answering = answering(directory, how);
        QueryProgress progress = QueryProgress.of(terminal, set.queries().size(), json)) {
      for (JudgedQuery query : set.queries()) {
        Answer answer = answering.search(request(query, how, depth));
        if (!answer.degraded().isEmpty()) {
          throw new CommandFailedException(
              "query %s was answered without %s, so the figures would mean nothing."
                  .formatted(query.id(), String.join("; ", answer.degraded())));
        }
        rankings.put(query.id(), answer.results().stream().map(RankingFile::ranked).toList());
        progress.step();
      }
    }
    return rankings;
  }

  private Answering answering(DataDirectory directory, SearchMode how) {
    return generation == null
        ? Answers.open(directory, terminal, how)
        : ReadableIndex.open(directory, terminal, how.usesMeaning(), generation);
  }

  private SearchRequest request(JudgedQuery query, SearchMode how, int depth) {
    try {
      return new SearchRequest(
          query.text(), depth, how, filter.filter(), Duration.ofSeconds(60), Set.of());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("query %s: %s.".formatted(query.id(), e.getMessage()));
    }
  }

  private Path file(String option, @Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      throw new WrongCallException(option + " needs a file.");
    }
    return terminal.resolve(typed);
  }
}
