package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.testing.InMemoryMethodStore;
import dev.kenning.search.access.AccessControl;
import dev.kenning.search.access.KeyFile;
import dev.kenning.search.access.OwnerToken;
import dev.kenning.search.access.Scope;
import dev.kenning.search.access.Visibility;
import dev.kenning.search.access.Visibility.Everything;
import dev.kenning.search.access.Visibility.Only;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server with keys, one of which sees `shop` alone; `vault` holds the same code.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessRoutesTest {
  @TempDir static Path folder;
  private final CountedParts work = new CountedParts();
  private RunningServer server;
  private KeyFile keys;
  private String all;
  private String shopOnly;
  private String owner;

  @BeforeAll
  void start() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path shop = RunningServer.shop(Files.createDirectory(folder.resolve("shop")));
    Path vault = RunningServer.shop(Files.createDirectory(folder.resolve("vault")));
    keys = KeyFile.in(data);
    all = key("all", EnumSet.allOf(Scope.class), new Everything());
    shopOnly = key("shop-only", EnumSet.allOf(Scope.class), new Only(Set.of("shop", "to-come")));
    OwnerToken token = OwnerToken.make(data);
    owner = OwnerToken.read(data).orElseThrow();
    Operations usual = Operations.defaults();
    server =
        RunningServer.start(
                data,
                new HashingEmbedder(),
                InMemoryMethodStore::new,
                HttpConfig.defaults().withAddress("127.0.0.1", 0),
                new Operations(
                    usual.metrics(),
                    AccessControl.by(keys, Optional.of(token)),
                    usual.admission(),
                    usual.slowRequest()),
                work.guards())
            .withTree("shop", shop)
            .withTree("vault", vault);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String key(String name, Set<Scope> scopes, Visibility visibility) {
    return keys.create(name, scopes, visibility, Clock.systemUTC()).secret().text();
  }

  private HttpResponse<String> ask(String key, String method, String path, String body) {
    HttpRequest.Builder request =
        server
            .request(path)
            .header("Content-Type", "application/json")
            .header("Kenning-Version", "1")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return server.send(request);
  }

  @Test
  void everyRouteOfTheServerIsDeclaredAndNothingElseIs() {
    assertThat(new TreeSet<>(server.routes()))
        .isEqualTo(new TreeSet<>(new RouteRules().declared()));
  }

  @Test
  void everyRouteButTheFreeOnesNeedsAKeyAndItsScope() {
    RouteRules rules = new RouteRules();
    for (String route : server.routes()) {
      String method = route.split(" ")[0];
      String pattern = route.split(" ")[1];
      String path =
          pattern
              .replace("{repository}", "nowhere")
              .replace("<path>", "A.java")
              .replace("{generation}", "none")
              .replace("{id}", "m_AAAAAAAAAAAAAAAAAAAAAA");
      Optional<Scope> scope = rules.of(method, pattern).scope();
      int status = ask("", method, path, "").statusCode();
      if (scope.isEmpty()) {
        assertThat(status).as(route).isNotIn(401, 403);
        continue;
      }
      assertThat(status).as(route).isEqualTo(401);
      Set<Scope> others = EnumSet.complementOf(EnumSet.of(scope.get()));
      String name = "probe";
      String wrong = key(name, others, new Everything());
      assertThat(ask(wrong, method, path, "").statusCode()).as(route).isEqualTo(403);
      keys.revoke(name);
      String right = key(name, EnumSet.of(scope.get()), new Everything());
      assertThat(ask(right, method, path, "").statusCode()).as(route).isNotIn(401, 403);
      keys.revoke(name);
    }
  }

  @Test
  void refusalTellsNeitherWhetherAKeyWasKnownNorWhatItLacks() {
    String revoked = key("revoked", EnumSet.of(Scope.SEARCH), new Everything());
    keys.revoke("revoked");
    String none = ask("", "GET", "/v1/status", "").body();
    for (String wrong : List.of(revoked, "kn_0_x", "x".repeat(5_000), all.substring(1))) {
      HttpResponse<String> response = ask(wrong, "GET", "/v1/status", "");
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Bearer");
      assertThat(withoutId(response.body())).isEqualTo(withoutId(none));
    }
  }

  @Test
  void ownerOfTheDataDirectoryNeedsNoKey() {
    assertThat(ask(owner, "GET", "/v1/status", "").statusCode()).isEqualTo(200);
    assertThat(ask(owner, "GET", "/metrics", "").statusCode()).isEqualTo(200);
  }

  @Test
  void searchAndSimilarFindOnlyWhatThereIsForTheCaller() {
    String query = "{\"query\": \"sends a request with growing pauses\", \"limit\": 50}";
    assertThat(repositories(ask(all, "POST", "/v1/search", query)))
        .containsExactlyInAnyOrder("shop", "vault");
    assertThat(repositories(ask(shopOnly, "POST", "/v1/search", query))).containsExactly("shop");
    assertThat(
            repositories(
                ask(
                    shopOnly,
                    "POST",
                    "/v1/search",
                    query.replace(
                        "}", ", \"filter\": {\"not\": {\"repositories\": [\"shop\"]}}}"))))
        .isEmpty();
    String code = "{\"code\": \"Response send(Request request) { return exchange(request); }\"}";
    assertThat(repositories(ask(all, "POST", "/v1/similar", code)))
        .containsExactlyInAnyOrder("shop", "vault");
    assertThat(repositories(ask(shopOnly, "POST", "/v1/similar", code))).containsExactly("shop");
  }

  @Test
  void listsAndStateShowOnlyWhatThereIsForTheCaller() {
    JsonNode list = json(ask(shopOnly, "GET", "/v1/repositories", ""));
    assertThat(list.at("/repositories").size()).isEqualTo(1);
    HttpResponse<String> status = ask(shopOnly, "GET", "/v1/status", "");
    assertThat(status.body()).doesNotContain("vault");
    assertThat(json(status).get("methods").longValue())
        .isEqualTo(list.at("/repositories/0/methods").longValue());
    assertThat(ask(all, "GET", "/v1/status", "").body()).contains("vault");
  }

  @Test
  void invisibleAndMissingLookTheSame() {
    String hidden =
        json(ask(
                all,
                "POST",
                "/v1/search",
                "{\"query\": \"pauses\", \"filter\": {\"repositories\": [\"vault\"]}}"))
            .at("/results/0/id")
            .stringValue();
    same("GET", "/v1/methods/%s", "", hidden, "m_AAAAAAAAAAAAAAAAAAAAAA");
    same("POST", "/v1/similar", "{\"id\": \"%s\"}", hidden, "m_AAAAAAAAAAAAAAAAAAAAAA");
    same(
        "POST",
        "/v1/similar",
        "{\"at\": {\"repository\": \"%s\","
            + " \"path\": \"src/main/java/com/shop/Http.java\", \"line\": 10}}",
        "vault",
        "nowhere");
    same(
        "POST",
        "/v1/search",
        "{\"query\": \"a\", \"filter\": {\"repositories\": [\"%s\"]}}",
        "vault",
        "nowhere");
    same("GET", "/v1/repositories/%s", "", "vault", "nowhere");
    same("DELETE", "/v1/repositories/%s", "", "vault", "nowhere");
    same("POST", "/v1/repositories/%s/sync", "", "vault", "nowhere");
    same("PUT", "/v1/repositories/%s", "{}", "vault", "nowhere");
    same("PUT", "/v1/repositories/%s/files/A.java", "class A {}", "vault", "nowhere");
    same("DELETE", "/v1/repositories/%s/files/A.java", "", "vault", "nowhere");
    same("POST", "/v1/repositories/%s/changes", "{\"changes\": []}", "vault", "nowhere");
    String job = json(ask(all, "POST", "/v1/repositories/vault/sync", "")).at("/id").stringValue();
    same("GET", "/v1/jobs/%s", "", job, "no-such-job");
    assertThat(ask(all, "GET", "/v1/repositories/vault", "").statusCode()).isEqualTo(200);
  }

  /// Whatever the server has, and will have: a route that names a repository or a method answers
  /// for one that is hidden as for one that does not exist, and no route lets out a word of it.
  @Test
  void noRouteTellsOfWhatIsNotThereForTheCaller() {
    String hidden =
        json(ask(
                all,
                "POST",
                "/v1/search",
                "{\"query\": \"pauses\", \"filter\": {\"repositories\": [\"vault\"]}}"))
            .at("/results/0/id")
            .stringValue();
    String seen =
        json(ask(shopOnly, "POST", "/v1/search", "{\"query\": \"sends a request once\"}"))
            .at("/results/0/id")
            .stringValue();
    for (String route : server.routes()) {
      String method = route.split(" ")[0];
      String pattern =
          route
              .split(" ")[1]
              .replace("<path>", "src/main/java/com/shop/Http.java")
              .replace("{generation}", "none");
      if (pattern.contains("{repository}")) {
        for (String body : List.of("", "{}", "{\"changes\": []}")) {
          same(method, pattern.replace("{repository}", "%s"), body, "vault", "nowhere");
        }
      } else if (pattern.contains("{id}")) {
        same(method, pattern.replace("{id}", "%s"), "", hidden, "m_AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(ask(shopOnly, method, pattern.replace("{id}", seen), "").body())
            .as("what a method of its own leads to: %s", route)
            .doesNotContain("vault")
            .doesNotContain(hidden);
      } else if (!route.equals("GET /metrics")) { // which has no label for a repository
        for (String body : List.of("", "{\"query\": \"pauses\"}", "{\"code\": \"int a() {}\"}")) {
          assertThat(ask(shopOnly, method, pattern, body).body())
              .as(route)
              .doesNotContain("vault")
              .doesNotContain(hidden);
        }
      }
    }
    assertThat(ask(all, "GET", "/metrics", "").body()).doesNotContain("vault");
  }

  /// The same refusal for either, but for the name that was asked for, after the same work.
  private void same(String method, String path, String body, String hidden, String missing) {
    work.sinceLastTime();
    HttpResponse<String> one =
        ask(shopOnly, method, path.formatted(hidden), body.formatted(hidden));
    List<String> forOne = work.sinceLastTime();
    HttpResponse<String> other =
        ask(shopOnly, method, path.formatted(missing), body.formatted(missing));
    assertThat(work.sinceLastTime()).as(method + " " + path).isEqualTo(forOne);
    assertThat(one.statusCode()).as(method + " " + path).isGreaterThanOrEqualTo(400);
    assertThat(one.statusCode()).as(method + " " + path).isEqualTo(other.statusCode());
    assertThat(withoutId(one.body()).replace(hidden, "X"))
        .as(method + " " + path)
        .isEqualTo(withoutId(other.body()).replace(missing, "X"));
  }

  private static String withoutId(String problem) {
    return problem.replaceAll("\"request_id\":\"[^\"]*\"", "");
  }

  /// Those of the results, and of the copies that a result stands for.
  private static Set<String> repositories(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Set<String> names = new TreeSet<>();
    for (JsonNode one : json(answer).get("results")) {
      names.add(one.get("repository").stringValue());
      one.path("siblings").forEach(copy -> names.add(copy.get("repository").stringValue()));
    }
    return names;
  }

  @Test
  void scopesAreThoseThatTheDocumentationNames() {
    assertThat(Arrays.stream(Scope.values()).map(Scope::word))
        .containsExactly("search", "write", "admin");
  }
}
