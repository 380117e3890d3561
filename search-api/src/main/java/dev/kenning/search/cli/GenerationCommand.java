package dev.kenning.search.cli;

import dev.kenning.indexer.generation.GenerationFolders;
import dev.kenning.indexer.generation.ModelChoice;
import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.answer.GenerationState;
import dev.kenning.search.answer.WireFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which index answers, and which may take its place.
@Command(
    name = "generation",
    sortOptions = false,
    description = {
      "Build an index by another model or by new rules beside the one that answers, compare it,",
      "let it answer, go back. Where a server runs, it does the work, and never stops answering."
    },
    footer = {
      "",
      "Examples:",
      "  kenning generation list",
      "  kenning generation build --model all-MiniLM-L6-v2",
      "  kenning evaluate --queries q.jsonl --qrels r.jsonl --generation NAME",
      "  kenning generation publish NAME",
      "  kenning generation rollback",
      "  kenning generation rebuild                  anew from the ledger, where it was damaged",
      "  kenning generation remove previous"
    })
final class GenerationCommand implements Runnable {
  private final Terminal terminal;

  GenerationCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new WrongCallException(
        "generation needs one of: list, build, publish, rollback, rebuild, remove.");
  }

  @Command(name = "list", description = "Show the generations, the one that answers first.")
  int list(@Mixin DataOption data, @Option(names = "--json", description = JSON) boolean json) {
    DataDirectory directory = data.existing(terminal);
    Optional<ServerGenerations> server = ServerGenerations.of(directory, terminal);
    JsonNode state;
    if (server.isPresent()) {
      try (ServerGenerations asked = server.get()) {
        state = asked.state();
      }
    } else {
      state =
          JsonMapper.shared()
              .readTree(
                  WireFormat.bytes(
                      GenerationState.of(
                          new GenerationFolders(directory).list(), Optional.empty())));
    }
    if (json) {
      terminal.out().println(state);
    } else {
      show(state);
    }
    return ExitStatus.DONE.code;
  }

  @Command(
      name = "build",
      description = {
        "Build the generation of a model and of this release's rules from what was taken before.",
        "One that was broken off goes on where it stood; one that is whole is brought up to date."
      })
  int build(
      @Mixin ModelOptions model,
      @Option(names = "--publish", description = "Let it answer as soon as it is built.")
          boolean publish,
      @Mixin DataOption data,
      @Option(names = "--json", description = JSON) boolean json) {
    DataDirectory directory = data.existing(terminal);
    ModelChoice choice =
        ServedIndex.choice(new GenerationFolders(directory), model, directory, terminal);
    return work(
        directory,
        json,
        (offline, progress) -> offline.build(choice, publish, progress),
        server -> server.build(choice, publish),
        publish);
  }

  @Command(
      name = "publish",
      description = "Let a generation answer, once it has been brought up to date.")
  int publish(
      @Parameters(paramLabel = "NAME", description = "As the list shows it.") String name,
      @Mixin DataOption data,
      @Option(names = "--json", description = JSON) boolean json) {
    return work(
        data.existing(terminal),
        json,
        (offline, progress) -> offline.publish(name, progress),
        server -> server.publish(name),
        true);
  }

  @Command(
      name = "rollback",
      description = "Go back to the generation that answered before, brought up to date.")
  int rollback(@Mixin DataOption data, @Option(names = "--json", description = JSON) boolean json) {
    return work(
        data.existing(terminal),
        json,
        (offline, progress) -> offline.rollBack(progress),
        server -> server.publish("previous"),
        true);
  }

  @Command(
      name = "rebuild",
      description = "Build the generation that answers anew from the ledger, and remove the old.")
  int rebuild(@Mixin DataOption data, @Option(names = "--json", description = JSON) boolean json) {
    return work(
        data.existing(terminal),
        json,
        (offline, progress) -> offline.rebuild(progress),
        ServerGenerations::rebuild,
        true);
  }

  @Command(
      name = "remove",
      description = {
        "Delete a generation that does not answer; 'previous' names the one before,",
        "'building' stops the one that a server is building and keeps what it has."
      })
  int remove(
      @Parameters(paramLabel = "NAME", description = "As the list shows it.") String name,
      @Mixin DataOption data) {
    DataDirectory directory = data.existing(terminal);
    Optional<ServerGenerations> server = ServerGenerations.of(directory, terminal);
    if (server.isPresent()) {
      try (ServerGenerations asked = server.get()) {
        asked.remove(name);
      }
    } else {
      try (OfflineGenerations offline = OfflineGenerations.open(directory, terminal)) {
        offline.remove(name);
      }
    }
    terminal.out().printf("%s: %s%n", name, name.equals("building") ? "stopped" : "removed");
    return ExitStatus.DONE.code;
  }

  private static final String JSON = "Print JSON, and nothing else.";

  private int work(
      DataDirectory directory,
      boolean json,
      BiFunction<OfflineGenerations, ProgressDisplay, OfflineGenerations.Built> here,
      java.util.function.Function<ServerGenerations, JsonNode> there,
      boolean answers) {
    Optional<ServerGenerations> server = ServerGenerations.of(directory, terminal);
    if (server.isPresent()) {
      try (ServerGenerations asked = server.get();
          ProgressDisplay progress = progress(json)) {
        JsonNode done = asked.followed(there.apply(asked), progress);
        return told(done, json);
      }
    }
    try (OfflineGenerations offline = OfflineGenerations.open(directory, terminal)) {
      OfflineGenerations.Built built;
      try (ProgressDisplay progress = progress(json)) {
        built = here.apply(offline, progress);
      }
      return told(built, answers, json);
    }
  }

  private ProgressDisplay progress(boolean json) {
    return json && !terminal.errIsTerminal()
        ? ProgressDisplay.none()
        : ProgressDisplay.of(terminal, "generation");
  }

  private int told(OfflineGenerations.Built built, boolean answers, boolean json) {
    Applied applied = built.applied();
    if (json) {
      Map<String, Object> wire = new LinkedHashMap<>();
      wire.put("generation", built.name());
      wire.put("state", answers ? "published" : "ready");
      wire.put("sequence", applied.visible().value());
      wire.put("methods", applied.methodCount());
      wire.put("passages_embedded", applied.embeddedCount());
      wire.put("passages_cached", applied.cachedCount());
      wire.put("lost", applied.lost().size());
      wire.put("elapsed_ms", applied.elapsed().toMillis());
      terminal.out().println(WireFormat.text(wire));
    } else {
      terminal
          .out()
          .printf(
              "%s: %s applied in %s; it %s%n",
              built.name(),
              Spoken.count(applied.methodCount(), "method", "methods"),
              Spoken.duration(applied.elapsed()),
              answers ? "answers now" : "waits to be compared and published");
    }
    return (applied.lost().isEmpty() ? ExitStatus.DONE : ExitStatus.DONE_IN_PART).code;
  }

  private int told(JsonNode build, boolean json) {
    String state = build.path("state").asString("");
    boolean failed = state.equals("failed") || state.equals("stopped");
    if (json) {
      terminal.out().println(build);
    } else if (failed) {
      terminal.remark(
          "kenning: the server %s: %s"
              .formatted(
                  state.equals("failed") ? "could not do it" : "was stopped",
                  build.path("failure").asString("what it built is kept, and goes on when asked")));
    } else {
      terminal
          .out()
          .printf(
              "%s: %s, by the server that owns the data directory%n",
              build.path("generation").asString(""),
              state.equals("published") ? "answers now" : "waits to be compared and published");
    }
    return (failed ? ExitStatus.FAILED : ExitStatus.DONE).code;
  }

  private void show(JsonNode state) {
    if (state.path("generations").isEmpty()) {
      terminal.out().println("Nothing is indexed yet.");
    }
    for (JsonNode one : state.path("generations")) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%-44s %-12s %16s %9s  up to %d%s%n",
              one.path("name").asString(""),
              one.path("standing").asString(""),
              Spoken.count(one.path("methods").asLong(0), "method", "methods"),
              Spoken.size(one.path("bytes").asLong(0)),
              one.path("sequence").asLong(0),
              one.path("older_format").asBoolean(false) ? "  (of an older format)" : "");
      if (one.has("damage")) {
        terminal.out().printf("  ! %s%n", one.path("damage").asString(""));
      }
    }
    JsonNode build = state.path("build");
    if (!build.isMissingNode() && !build.isNull()) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "build by %s: %s, %,d of %,d files%s%n",
              build.path("model").asString(""),
              build.path("state").asString(""),
              build.path("files_done").asLong(0),
              build.path("files_total").asLong(0),
              build.has("failure") ? ": " + build.path("failure").asString("") : "");
    }
  }
}
