package dev.kenning.search.cli;

import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.generation.GenerationFolders;
import dev.kenning.indexer.generation.ModelChoice;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.DataDirectoryInUseException;
import dev.kenning.indexer.source.SourceRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Makes the index, or brings it up to date.
@Command(
    name = "index",
    sortOptions = false,
    description = {
      "Make or update the index of source trees, git work trees, .zip or -sources.jar archives.",
      "What has not changed is not looked at twice; what was embedded once is never embedded again;"
          + " a run that was stopped goes on where it stood."
    },
    footer = {
      "",
      "Examples:",
      "  kenning index ~/src/shop",
      "  kenning index guava-33.4.0-jre-sources.jar --repository guava",
      "  kenning index . --exclude 'generated/**' --dry-run",
      "  kenning index --from repositories.txt     lines of PATH, or PATH, a tab and a NAME"
    })
final class IndexCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "A folder or an archive.")
  private List<String> paths = List.of();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "A list of many; one that fails does not stop the rest.")
  private @Nullable String from;

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description = "What to call the one tree (default: the folder's or archive's name).")
  private @Nullable String repository;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave these paths out, such as 'generated/**'; may be given several times.")
  private List<String> excludes = new ArrayList<>();

  @Option(names = "--dry-run", description = "Read and parse everything, and keep nothing.")
  private boolean dryRun;

  @Mixin private ModelOptions model = new ModelOptions();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object per tree, and nothing else.")
  private boolean json;

  IndexCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<IndexTarget> targets = targets();
    SourceRules rules = rules();
    IndexOutcomes outcomes = new IndexOutcomes(terminal, json);
    if (dryRun) {
      new DryIndexing(rules, outcomes).index(targets);
    } else {
      index(targets, rules, outcomes);
    }
    return outcomes.status().code;
  }

  private void index(List<IndexTarget> targets, SourceRules rules, IndexOutcomes outcomes) {
    DataDirectory directory = data.open(terminal);
    switch (Holder.settled(directory, terminal)) {
      case Holder.Nobody() -> indexHere(directory, targets, rules, outcomes);
      case Holder.Busy busy -> throw new CommandFailedException(busy.explanation(directory));
      case Holder.Server(URI address) -> {
        refuseWhatAServerDecides();
        try (ServerClient client = ServerClient.of(directory, address)) {
          new ServerIndexing(client, outcomes).index(targets);
        }
        buildWhereAnotherModelIsAsked(directory);
      }
    }
  }

  private void indexHere(
      DataDirectory directory,
      List<IndexTarget> targets,
      SourceRules rules,
      IndexOutcomes outcomes) {
    try (WritableIndex index = WritableIndex.open(directory, terminal, "index", model, false)) {
      new LocalIndexing(index, rules, outcomes).index(targets);
    } catch (DataDirectoryInUseException e) {
      throw new CommandFailedException(
          e.getMessage() + ". Wait for it to end, or use another --data directory.", e);
    }
  }

  private void refuseWhatAServerDecides() {
    if (!excludes.isEmpty()) {
      throw new WrongCallException(
          "a server owns this data directory, and --exclude cannot be handed to it: stop the"
              + " server, index, and start it again.");
    }
  }

  /// A server goes on answering by the model it has while it builds the other.
  private void buildWhereAnotherModelIsAsked(DataDirectory directory) {
    if (model.model().isEmpty() && model.precision().isEmpty()) {
      return;
    }
    ModelChoice choice =
        ServedIndex.choice(new GenerationFolders(directory), model, directory, terminal);
    ServerGenerations.of(directory, terminal)
        .ifPresent(server -> {
          try (server) {
            JsonNode build = server.build(choice, true);
            terminal.remark(
                "kenning: the server builds a generation by %s (%s) and will answer from it; see"
                        .formatted(choice.model(), build.path("state").asString(""))
                    + " kenning generation list");
          }
        });
  }

  private List<IndexTarget> targets() throws IOException {
    if (paths.isEmpty() == (from == null)) {
      throw new WrongCallException("index needs either PATHs or --from FILE, and not both.");
    }
    if (from != null) {
      if (repository != null) {
        throw new WrongCallException("--repository names one tree; a list names its own.");
      }
      return IndexTarget.list(terminal.resolve(from));
    }
    if (repository != null && paths.size() > 1) {
      throw new WrongCallException("--repository names one tree, but there are several PATHs.");
    }
    List<IndexTarget> targets = new ArrayList<>();
    for (String path : paths) {
      IndexTarget target = new IndexTarget(terminal.resolve(path), Optional.ofNullable(repository));
      if (!Files.exists(target.place())) {
        throw new WrongCallException("PATH '%s' does not exist.".formatted(path));
      }
      targets.add(target);
    }
    return targets;
  }

  private SourceRules rules() {
    try {
      return SourceRules.DEFAULT.excluding(excludes.stream().map(Glob::new).toList());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--exclude: " + e.getMessage() + ".");
    }
  }
}
