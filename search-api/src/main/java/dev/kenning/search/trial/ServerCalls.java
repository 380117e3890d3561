package dev.kenning.search.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Version 1 of the HTTP contract, call by call. An [IOException] says that nobody knows whether
/// the server did what it was asked. Safe for many threads.
public final class ServerCalls implements AutoCloseable {
  /// For bodies.
  static final JsonMapper JSON = JsonMapper.shared();

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI address;
  private final HttpClient client;

  public ServerCalls(URI address) {
    this.address = address;
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /// Makes a repository that files are sent to.
  public Reply createRepository(String name) throws IOException, InterruptedException {
    return send(json("/v1/repositories/" + name, "PUT", "{}"));
  }

  /// Makes a repository that follows `root`.
  public Reply follow(String name, String root) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(JSON.createObjectNode().put("root", root));
    return send(json("/v1/repositories/" + name, "PUT", body));
  }

  public Reply deleteRepository(String name) throws IOException, InterruptedException {
    return send(request("/v1/repositories/" + name).DELETE());
  }

  public Reply put(String repository, String path, long version, String source)
      throws IOException, InterruptedException {
    return send(
        request("/v1/repositories/" + repository + "/files/" + path)
            .header("Kenning-Version", Long.toString(version))
            .header("Content-Type", "text/plain; charset=utf-8")
            .PUT(BodyPublishers.ofString(source)));
  }

  public Reply delete(String repository, String path, long version)
      throws IOException, InterruptedException {
    return send(
        request("/v1/repositories/" + repository + "/files/" + path)
            .header("Kenning-Version", Long.toString(version))
            .DELETE());
  }

  /// Posts `{ "changes": … }`.
  public Reply changes(String repository, JsonNode body) throws IOException, InterruptedException {
    return send(
        json("/v1/repositories/" + repository + "/changes", "POST", JSON.writeValueAsString(body)));
  }

  public Reply search(JsonNode body) throws IOException, InterruptedException {
    return send(json("/v1/search", "POST", JSON.writeValueAsString(body)));
  }

  public Reply status() throws IOException, InterruptedException {
    return get("/v1/status");
  }

  /// Begins to bring a followed repository up to date.
  public Reply sync(String repository) throws IOException, InterruptedException {
    return send(request("/v1/repositories/" + repository + "/sync").POST(BodyPublishers.noBody()));
  }

  public Reply job(String id) throws IOException, InterruptedException {
    return get("/v1/jobs/" + id);
  }

  /// Shrinks what the server keeps.
  public Reply compact() throws IOException, InterruptedException {
    return send(request("/v1/compact").POST(BodyPublishers.noBody()));
  }

  /// Has another generation built, and published once it is.
  public Reply build(String model, String precision) throws IOException, InterruptedException {
    String body =
        JSON.writeValueAsString(
            JSON.createObjectNode()
                .put("model", model)
                .put("precision", precision)
                .put("publish", true));
    return send(json("/v1/generations", "POST", body));
  }

  /// What is no JSON, as it is.
  String text(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), BodyHandlers.ofString()).body();
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private HttpRequest.Builder json(String path, String method, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return new Reply(response.statusCode(), parsed(response.body()), retryAfter(response));
  }

  private static Optional<String> retryAfter(HttpResponse<String> response) {
    return response.headers().firstValue("Retry-After");
  }

  /// A server that is killed in the middle of an answer has not answered.
  private static JsonNode parsed(String body) throws IOException {
    if (body.isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new IOException("The answer is cut short", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
