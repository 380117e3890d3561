package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.access.OwnerToken;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.CallAnswer;
import dev.kenning.search.query.CallsRequest;
import dev.kenning.search.query.Consistency;
import dev.kenning.search.query.ConsistencyReader;
import dev.kenning.search.query.ContextWindow;
import dev.kenning.search.query.FilterTerms;
import dev.kenning.search.query.SearchFilter;
import dev.kenning.search.query.SearchRequest;
import dev.kenning.search.query.SequenceToken;
import dev.kenning.search.query.SimilarRequest;
import dev.kenning.search.query.SimilarRequest.Subject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks the server that owns the data directory, over version 1 of the HTTP contract. Used by one
/// thread.
final class ServerClient implements Answering {
  private static final Duration CONNECT_TIME = Duration.ofSeconds(3);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration LONG_WORK = Duration.ofHours(2);
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final URI address;
  private final Optional<String> token;
  private final HttpClient client;

  /// Asks as the owner of the data directory, who needs no key.
  static ServerClient of(DataDirectory directory, URI address) {
    return new ServerClient(
        address,
        OwnerToken.read(directory.root()),
        ServerConnection.client(directory, address, CONNECT_TIME));
  }

  /// Asks without showing anything, as on a server without keys.
  ServerClient(URI address) {
    this(address, Optional.empty(), HttpClient.newBuilder().connectTimeout(CONNECT_TIME).build());
  }

  private ServerClient(URI address, Optional<String> token, HttpClient client) {
    this.address = address;
    this.token = token;
    this.client = client;
  }

  URI address() {
    return address;
  }

  @Override
  public Answer search(SearchRequest request) {
    ObjectNode body = JSON.createObjectNode();
    body.put("query", request.query());
    body.put("limit", request.limit());
    body.put("mode", request.mode().word());
    body.put("deadline_ms", request.deadline().toMillis());
    body.set("filter", filter(request.filter()));
    putConsistency(body, request.consistency());
    putWindow(body, request.window());
    request.include().forEach(part -> body.withArray("include").add(part.word()));
    return answer("/v1/search", body, request.deadline());
  }

  @Override
  public Answer similar(SimilarRequest request) {
    ObjectNode body = JSON.createObjectNode();
    switch (request.subject()) {
      case Subject.ById byId -> body.put("id", byId.id().value());
      case Subject.ByCode byCode -> body.put("code", byCode.code());
      case Subject.ByLine byLine ->
          body.putObject("at")
              .put("repository", byLine.file().repository())
              .put("path", byLine.file().path())
              .put("line", byLine.line());
    }
    body.put("limit", request.limit());
    body.put("deadline_ms", request.deadline().toMillis());
    body.set("filter", filter(request.filter()));
    putConsistency(body, request.consistency());
    putWindow(body, request.window());
    request.include().forEach(part -> body.withArray("include").add(part.word()));
    return answer("/v1/similar", body, request.deadline());
  }

  @Override
  public CallAnswer callers(CallsRequest request) {
    return calls(request, "callers");
  }

  @Override
  public CallAnswer callees(CallsRequest request) {
    return calls(request, "callees");
  }

  private CallAnswer calls(CallsRequest request, String question) {
    String path =
        "/v1/methods/%s/%s?depth=%d&limit=%d&offset=%d&certainty=%s&consistency=%s&deadline_ms=%d"
            .formatted(
                request.method(),
                question,
                request.depth(),
                request.limit(),
                request.offset(),
                request.least().word(),
                encoded(ConsistencyReader.text(request.consistency())),
                Math.min(request.deadline().toMillis(), SearchRequest.MAX_DEADLINE.toMillis()));
    JsonNode reply = send(request(path, request.deadline().plus(GRACE)).GET().build());
    return JSON.treeToValue(reply, CallAnswer.class);
  }

  private static void putWindow(ObjectNode body, ContextWindow window) {
    window.maxTokens().ifPresent(most -> body.put("max_tokens", most));
    window.seen().forEach(seen -> body.withArray("seen").add(seen.text()));
  }

  private static void putConsistency(ObjectNode body, Consistency consistency) {
    switch (consistency) {
      case Consistency.Eventual _ -> body.put("consistency", "eventual");
      case Consistency.Strong _ -> body.put("consistency", "strong");
      case Consistency.AtLeast(SequenceToken token) ->
          body.putObject("consistency").put("at_least", token.text());
      case Consistency.MaxStaleness(Duration age) ->
          body.putObject("consistency").put("max_staleness_ms", age.toMillis());
    }
  }

  @Override
  public long methodCount() {
    return status().path("methods").asLong(0);
  }

  JsonNode status() {
    return send(request("/v1/status", GRACE).GET().build());
  }

  /// Lets the server follow a root under a name.
  void follow(String repository, Path root) {
    ObjectNode body = JSON.createObjectNode().put("root", root.toString());
    JsonNode _ =
        send(
            request("/v1/repositories/" + encoded(repository), GRACE)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
  }

  /// Asks for a repository to be brought up to date.
  ///
  /// @return the job
  JsonNode sync(String repository) {
    return send(
        request("/v1/repositories/" + encoded(repository) + "/sync", GRACE)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /// Asks for anything else of the contract.
  ///
  /// @param body sent as JSON
  JsonNode ask(String method, String path, Optional<ObjectNode> body) {
    HttpRequest.Builder request = request(path, GRACE);
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
    }
    return send(
        request
            .method(
                method,
                body.map(JSON::writeValueAsString)
                    .map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody))
            .build());
  }

  JsonNode job(String id) {
    return send(request("/v1/jobs/" + encoded(id), GRACE).GET().build());
  }

  /// Compacts the server's data directory; returns when it is done.
  JsonNode compact() {
    return send(
        request("/v1/compact", LONG_WORK).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  /// Deletes a repository; what is left of it is erased soon after.
  void delete(String repository) {
    JsonNode _ = send(request("/v1/repositories/" + encoded(repository), GRACE).DELETE().build());
  }

  @Override
  public void close() {
    client.close();
  }

  private Answer answer(String path, ObjectNode body, Duration deadline) {
    JsonNode reply =
        send(
            request(path, deadline.plus(GRACE))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    return JSON.treeToValue(reply, Answer.class);
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path)).timeout(timeout);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() / 100 != 2) {
        throw refused(request, response.statusCode(), body);
      }
      return body;
    } catch (IOException e) {
      throw new CommandFailedException(
          "The server at %s that owns the data directory does not answer: %s"
              .formatted(address, e.getMessage()),
          e);
    } catch (JacksonException e) {
      throw new CommandFailedException(
          "What answers at %s does not speak Kenning's language.".formatted(address), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted.", e);
    }
  }

  private static RuntimeException refused(HttpRequest request, int status, JsonNode problem) {
    StringBuilder text = new StringBuilder();
    text.append(
        problem.path("detail").asString(problem.path("title").asString("status " + status)));
    for (JsonNode error : problem.path("errors")) {
      text.append("\n  ")
          .append(error.path("pointer").asString(""))
          .append(": expected ")
          .append(error.path("expected").asString(""));
    }
    return status == 400 || status == 404 || status == 409 || status == 422
        ? new WrongCallException(text.toString())
        : new CommandFailedException("%s answered %d: %s".formatted(request.uri(), status, text));
  }

  private static ObjectNode filter(SearchFilter filter) {
    ObjectNode node = terms(filter.wanted());
    if (!filter.unwanted().equals(FilterTerms.NONE)) {
      node.set("not", terms(filter.unwanted()));
    }
    node.put("tests", filter.tests().word());
    return node;
  }

  private static ObjectNode terms(FilterTerms terms) {
    ObjectNode node = JSON.createObjectNode();
    add(node, "repositories", terms.repositories(), Function.identity());
    add(node, "paths", terms.paths(), glob -> glob.pattern());
    add(node, "packages", terms.packages(), Function.identity());
    add(node, "kinds", terms.kinds(), kind -> kind.word());
    add(node, "modifiers", terms.modifiers(), Function.identity());
    add(node, "facts", terms.facts(), fact -> fact.text());
    return node;
  }

  private static <T> void add(
      ObjectNode node, String key, List<T> values, Function<T, String> word) {
    if (!values.isEmpty()) {
      ArrayNode array = node.putArray(key);
      values.forEach(value -> array.add(word.apply(value)));
    }
  }

  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
