package dev.kenning.search.cli;

import dev.kenning.indexer.generation.ModelChoice;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.IndexProgress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Lets the server that owns the data directory build and publish generations. Used by one thread.
final class ServerGenerations implements AutoCloseable {
  private static final Duration ASK_AGAIN = Duration.ofMillis(250);
  private static final String PATH = "/v1/generations";
  private static final Set<String> STILL_GOING = Set.of("opening", "building");

  private final ServerClient client;

  private ServerGenerations(ServerClient client) {
    this.client = client;
  }

  /// The server of a data directory, if one runs.
  static Optional<ServerGenerations> of(DataDirectory directory, Terminal terminal) {
    Optional<URI> address = Answers.server(directory, terminal);
    return address.map(uri -> new ServerGenerations(ServerClient.of(directory, uri)));
  }

  JsonNode state() {
    return client.ask("GET", PATH, Optional.empty());
  }

  JsonNode build(ModelChoice choice, boolean publish) {
    ObjectNode body =
        JsonMapper.shared().createObjectNode().put("model", choice.model()).put("publish", publish);
    choice.precision().ifPresent(label -> body.put("precision", label));
    return client.ask("POST", PATH, Optional.of(body));
  }

  JsonNode publish(String name) {
    return client.ask(
        "POST", PATH + "/" + ServerClient.encoded(name) + "/publish", Optional.empty());
  }

  JsonNode rebuild() {
    return client.ask("POST", PATH + "/published/rebuild", Optional.empty());
  }

  void remove(String name) {
    JsonNode _ = client.ask("DELETE", PATH + "/" + ServerClient.encoded(name), Optional.empty());
  }

  /// Waits for the build that was begun.
  ///
  /// @return how it ended: `published`, `ready`, `failed` or `stopped`
  JsonNode followed(JsonNode begun, IndexProgress.Listener display) {
    JsonNode build = begun;
    try {
      while (isGoingOn(build)) {
        display.progressed(progress(build));
        Thread.sleep(ASK_AGAIN);
        build = state().path("build");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException(
          "interrupted; the server at %s goes on.".formatted(client.address()), e);
    }
    return build;
  }

  private static boolean isGoingOn(JsonNode build) {
    String state = build.path("state").asString("");
    return STILL_GOING.contains(state)
        || (state.equals("ready") && build.path("publishes").asBoolean(false));
  }

  private static IndexProgress progress(JsonNode build) {
    long done = build.path("files_done").asLong(0);
    long total = build.path("files_total").asLong(0);
    return new IndexProgress(
        IndexProgress.Phase.INDEXING,
        done,
        total,
        build.path("methods").asLong(0),
        done,
        total,
        Duration.ZERO,
        0,
        build.has("remaining_ms")
            ? Optional.of(Duration.ofMillis(build.path("remaining_ms").asLong(0)))
            : Optional.empty());
  }

  @Override
  public void close() {
    client.close();
  }
}
