package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.evaluation.Comparison;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedQuery;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Metric;
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
          + " \"file\", \"method\", \"line\", \"relevance\"}.",
      "With --self a tree is asked about itself: what its documentation says of a method (taken out"
          + " of what answers), what its tests say, and what its commits say of what they changed."
    },
    footer = {
      "",
      "Examples:",
      "  kenning evaluate --queries samples/queries.jsonl --qrels samples/qrels.jsonl",
      "  kenning evaluate --queries q.jsonl --qrels r.jsonl --mode lexical --by source --json",
      "  kenning evaluate --queries q.jsonl --qrels r.jsonl --generation NAME   before publishing it",
      "  kenning evaluate --self ~/src/shop                    without judgements",
      "  kenning evaluate --queries q.jsonl --qrels r.jsonl --against before.jsonl --fail-below 0.55"
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int BINARY_DEPTH = 10;

  private final Terminal terminal;

  @Option(names = "--queries", paramLabel = "FILE", description = "What is asked.")
  private @Nullable String queries;

  @Option(
      names = "--self",
      paramLabel = "PATH",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Ask a tree about itself instead: a folder or archive, or without PATH the tree of"
              + " --repository.")
  private @Nullable String self;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "200",
      description = "With --self: questions of each kind at most (default: 200).")
  private int most;

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description = "With --self: write its questions here, as queries.jsonl and qrels.jsonl.")
  private @Nullable String write;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Rankings that --results wrote before: say whether today's are better, by a paired test.")
  private @Nullable String against;

  @Option(
      names = "--fail-below",
      paramLabel = "MRR",
      description = "End with status 1 if MRR@10 is lower, for builds that must not get worse.")
  private @Nullable Double failBelow;

  @Option(names = "--qrels", paramLabel = "FILE", description = "What answers it, and how well.")
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
    if (self != null) {
      return aboutItself(self);
    }
    JudgedSet set = JudgedSet.read(file("--queries", queries), file("--qrels", qrels));
    Map<String, List<RankedMethod>> rankings = rankings(set);
    if (results != null) {
      RankingFile.write(terminal.resolve(results), rankings);
    }
    Evaluation evaluation = Evaluation.of(set, rankings);
    EvaluationPage page = new EvaluationPage(terminal, json);
    Optional<Comparison> comparison = Optional.empty();
    if (against != null) {
      Evaluation before = Evaluation.of(set, RankingFile.read(terminal.resolve(against)));
      comparison = Optional.of(Comparison.of(before, evaluation, Metric.MRR_10));
    }
    page.print(evaluation, Optional.ofNullable(field), comparison);
    return judged(EvaluationPage.mean(evaluation, Metric.MRR_10)).code;
  }

  private ExitStatus judged(double mrr) {
    if (failBelow == null || mrr >= failBelow) {
      return ExitStatus.DONE;
    }
    terminal.remark("kenning: MRR@10 is %.4f, below %.4f.".formatted(mrr, failBelow));
    return ExitStatus.FAILED;
  }

  private int aboutItself(String path) throws IOException {
    if (queries != null || qrels != null || against != null || results != null) {
      throw new WrongCallException(
          "--self makes its own questions: leave out --queries, --qrels, --results and --against.");
    }
    if (most < 1) {
      throw new WrongCallException("--most must be 1 or more, not %d.".formatted(most));
    }
    DataDirectory directory = path.isEmpty() ? data.existing(terminal) : data.open(terminal);
    SelfEvaluation evaluation = new SelfEvaluation(terminal, directory, most, json);
    SelfEvaluation.Outcome outcome =
        evaluation.of(path.isEmpty() ? ownTree(evaluation) : terminal.resolve(path));
    if (write != null) {
      JudgedFiles.write(terminal.resolve(write), outcome.questions());
    }
    SelfPage page = new SelfPage(terminal);
    if (json) {
      page.json(outcome.report());
    } else {
      page.print(outcome.report());
    }
    Evaluation hybrid = outcome.report().byMode().get(SearchMode.HYBRID);
    return judged(hybrid == null ? 0 : EvaluationPage.mean(hybrid, Metric.MRR_10)).code;
  }

  private Path ownTree(SelfEvaluation evaluation) {
    List<String> named = filter.filter().wanted().repositories();
    Optional<String> repository =
        named.size() == 1 ? Optional.of(named.getFirst()) : evaluation.onlyRepository();
    return evaluation.rootOf(
        repository.orElseThrow(() ->
            new WrongCallException(
                "--self: which tree? Give its PATH, or one --repository that is indexed.")));
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
      throw new WrongCallException(
          option + " needs a file; or ask a tree about itself: --self PATH.");
    }
    return terminal.resolve(typed);
  }
}
