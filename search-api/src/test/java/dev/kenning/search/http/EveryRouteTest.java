package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.http.RawRequest.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the contract promises for every route, held against requests that are made up: nothing is
/// ever answered 500, what is refused is refused as a problem, and no answer takes for ever or has
/// no end. Routes are those that the server has, so that a new one is asked from the day it comes.
///
/// jqwik prints the seed of a failing try; `@Property(seed = "…")` runs it again.
final class EveryRouteTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration BOUND = Duration.ofSeconds(8);
  private static final int MAX_ANSWER_BYTES = 8_000_000;

  @SuppressWarnings("NullAway.Init") // start() comes first
  private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static RunningServer server;

  @BeforeContainer
  static void start() throws IOException {
    folder = Files.createTempDirectory("every-route");
    server =
        RunningServer.start(Files.createDirectory(folder.resolve("data")))
            .withTree("shop", RunningServer.shop(Files.createDirectory(folder.resolve("shop"))));
    server.put("/v1/repositories/pushed", "{}");
  }

  @AfterContainer
  static void stop() throws IOException {
    server.close();
    try (Stream<Path> below = Files.walk(folder)) {
      below
          .sorted(Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Property(tries = 900, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void noRequestIsAnsweredOtherwiseThanTheContractSays(@ForAll("requests") RawRequest request)
      throws IOException {
    long begun = System.nanoTime();
    Response response = request.send(server.address().getPort());
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(response.status()).as("%s: %s", request, response.text()).isNotIn(500, 502);
    assertThat(took).as("%s", request).isLessThan(BOUND);
    assertThat(response.body().length).as("%s", request).isLessThan(MAX_ANSWER_BYTES);
    assertThat(response.header("X-Request-Id")).as("%s: %s", request, response.head()).isPresent();
    if (response.status() >= 400 && !request.method().equals("HEAD")) {
      assertIsProblem(request, response);
    }
  }

  private static void assertIsProblem(RawRequest request, Response response) {
    assertThat(response.header("Content-Type"))
        .as("%s: %s", request, response.head())
        .contains("application/problem+json");
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.path("status").asInt(0)).isEqualTo(response.status());
    assertThat(problem.path("type").asString("")).startsWith("urn:kenning:problem:");
    assertThat(problem.path("title").asString("")).isNotBlank();
    if (response.status() == 503 || response.status() == 429) {
      assertThat(response.header("Retry-After")).as("%s", request).isPresent();
    }
  }

  // --- What is asked ---------------------------------------------------------------------------

  @Provide
  Arbitrary<RawRequest> requests() {
    return Arbitraries.of(server.routes())
        .flatMap(route -> {
          String[] parts = route.split(" ", 2);
          return Combinators.combine(method(parts[0]), target(parts[1]), headers(), body(parts[1]))
              .as(RawRequest::new);
        });
  }

  /// Mostly the route's own.
  private static Arbitrary<String> method(String own) {
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.just(own)),
        Tuple.of(
            1,
            Arbitraries.of(
                "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")));
  }

  private static Arbitrary<String> target(String pattern) {
    Arbitrary<String> path = Arbitraries.just("");
    for (String part : pattern.split("(?=[{<])|(?<=[}>])", -1)) {
      Arbitrary<String> next =
          part.startsWith("{") || part.startsWith("<")
              ? parameter(part.substring(1, part.length() - 1))
              : Arbitraries.just(part);
      path = Combinators.combine(path, next).as(String::concat);
    }
    return Combinators.combine(path, query()).as(String::concat);
  }

  /// Names that exist, names that do not, and what was never meant to be a name.
  private static Arbitrary<String> parameter(String name) {
    Arbitrary<String> good =
        switch (name) {
          case "repository" -> Arbitraries.of("shop", "pushed", "nowhere");
          case "path" ->
              Arbitraries.of("src/main/java/com/shop/Http.java", "A.java", "deep/er/B.java");
          case "id" -> Arbitraries.of("m_AAAAAAAAAAAAAAAAAAAAAA", "no-such-job");
          default -> Arbitraries.of("published", "previous", "building", "none");
        };
    Arbitrary<String> hostile =
        Arbitraries.of(
            "..",
            "%2e%2e",
            "..%2f..%2fetc%2fpasswd",
            "../../etc/passwd",
            "a%00b",
            "%",
            "%zz",
            "a%5c..%5cb",
            "%ff%fe",
            "%c0%ae%c0%ae",
            "a;b=c",
            "a//b",
            "",
            "C:%5cx",
            "%20",
            ".",
            "x".repeat(300),
            "x/".repeat(600) + "x",
            "%f0%9f%98%80",
            "{repository}",
            "*",
            "\\",
            "a%0d%0aSet-Cookie:%20a=b",
            "%252e%252e");
    Arbitrary<String> made =
        Arbitraries.strings()
            .all()
            .ofMaxLength(40)
            .map(text -> java.net.URLEncoder.encode(text, StandardCharsets.UTF_8));
    return Arbitraries.frequencyOf(Tuple.of(5, good), Tuple.of(3, hostile), Tuple.of(2, made));
  }

  private static Arbitrary<String> query() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.just("")),
        Tuple.of(
            4,
            Arbitraries.of(
                "?",
                "?consistency=eventual",
                "?consistency=at_least:x",
                "?consistency=max_staleness_ms:99999999999999999999",
                "?a=%zz",
                "?limit=0",
                "?limit=-1",
                "?limit=" + "9".repeat(400),
                "?" + "a=b&".repeat(900),
                "?consistency=" + "x".repeat(5_000),
                "?%00",
                "?x[]=1")));
  }

  private static Arbitrary<List<String>> headers() {
    Arbitrary<String> one =
        Arbitraries.of(
            "Content-Type: application/json",
            "Content-Type: application/json",
            "Content-Type: text/plain; charset=utf-16",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: ;;;",
            "Content-Encoding: gzip",
            "Kenning-Version: 1",
            "Kenning-Version: -1",
            "Kenning-Version: 99999999999999999999",
            "If-Match: 0",
            "If-Match: *",
            "Kenning-Incarnation: 1",
            "Idempotency-Key: once",
            "Idempotency-Key: " + "k".repeat(3_000),
            "Authorization: Bearer kn_0_0",
            "Authorization: Bearer " + "x".repeat(4_000),
            "Authorization: Basic !!!",
            "Priority: u=9, i=?2",
            "Priority: u=7",
            "Accept: text/html;q=0.1",
            "Accept-Encoding: gzip;q=0",
            "Origin: http://localhost",
            "Origin: null",
            "traceparent: 00-0-0-0",
            "traceparent: " + "z".repeat(2_000),
            "X-Request-Id: <script>",
            "Range: bytes=0-1",
            "Expect: 200-maybe",
            "Cookie: \u00e4=\u00f6",
            "X-Forwarded-For: 127.0.0.1");
    return one.list().ofMaxSize(5);
  }

  private static Arbitrary<byte[]> body(String pattern) {
    Arbitrary<byte[]> json =
        object(pattern)
            .map(value -> JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> torn =
        Combinators.combine(json, Arbitraries.integers().between(0, 200))
            .as((whole, end) -> java.util.Arrays.copyOf(whole, Math.min(end, whole.length)));
    Arbitrary<byte[]> odd =
        Arbitraries.of(
                "",
                "null",
                "[]",
                "\"\"",
                "[".repeat(50_000),
                "{\"a\":".repeat(40_000),
                "{\"query\": \"a\", \"limit\": " + "9".repeat(5_000) + "}",
                "{\"query\": \"a\", \"limit\": 1e999999999}",
                "{\"query\": \"\\ud800\"}",
                "{\"query\": \"\\u0000\"}",
                "{\"" + "n".repeat(5_000) + "\": 1}",
                "x".repeat(1_200_000),
                "class A { void a() { " + "(".repeat(10_000))
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    return Arbitraries.frequencyOf(
        Tuple.of(6, json), Tuple.of(1, torn), Tuple.of(2, odd), Tuple.of(1, bytes));
  }

  /// An object whose fields mostly are those of the contract, each with a value that mostly fits.
  private static Arbitrary<Map<String, Object>> object(String pattern) {
    List<Arbitrary<Map.Entry<String, Object>>> fields = new ArrayList<>();
    fields.add(field("query", Arbitraries.of("grow", "", " ", "a".repeat(4_001), "\ud83d\ude00")));
    fields.add(field("query", Arbitraries.strings().all().ofMaxLength(50)));
    fields.add(field("limit", Arbitraries.of(1, 10, 300, 301, 0, -1, Long.MAX_VALUE, 2.5)));
    fields.add(field("mode", Arbitraries.of("hybrid", "semantic", "lexical", "fast")));
    fields.add(field("deadline_ms", Arbitraries.of(1, 50, 500, 0, 60_001, -1)));
    fields.add(field("consistency", consistency()));
    fields.add(field("include", Arbitraries.of("code", "doc", "facts", "explain", "x").list()));
    fields.add(field("filter", filter()));
    fields.add(field("code", Arbitraries.of("int a() { return 1; }", "((((", "", "}".repeat(99))));
    fields.add(field("id", Arbitraries.of("m_AAAAAAAAAAAAAAAAAAAAAA", "m_", "../x")));
    fields.add(field("root", Arbitraries.of("relative", "", "/no/such/folder", "\u0000", "~")));
    fields.add(field("changes", changes()));
    fields.add(field("model", Arbitraries.of("no-such-model", "../x", "")));
    fields.add(field("max_tokens", Arbitraries.of(0, 1, 100, 1_000_000_000)));
    fields.add(field("seen", Arbitraries.of("m_AAAAAAAAAAAAAAAAAAAAAA", "x").list()));
    fields.add(field("publish", Arbitraries.of(true, false, "yes")));
    fields.add(
        Combinators.combine(Arbitraries.strings().ofMaxLength(9), anything(2)).as(Map::entry));
    return Arbitraries.of(fields)
        .flatMap(one -> one)
        .list()
        .ofMinSize(pattern.contains("repositor") ? 0 : 1)
        .ofMaxSize(6)
        .map(entries -> {
          Map<String, Object> object = new LinkedHashMap<>();
          entries.forEach(entry -> object.put(entry.getKey(), entry.getValue()));
          return object;
        });
  }

  /// The value that fits, or, seldom, any other.
  private static Arbitrary<Map.Entry<String, Object>> field(
      String name, Arbitrary<? extends Object> fitting) {
    return Arbitraries.frequencyOf(
            Tuple.of(8, fitting.map(value -> (Object) value)), Tuple.of(1, anything(3)))
        .map(value -> Map.entry(name, value));
  }

  private static Arbitrary<Object> consistency() {
    return Arbitraries.of(
        "eventual",
        "soon",
        Map.of("at_least", "x".repeat(50_000)),
        Map.of("at_least", "AgAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        Map.of("max_staleness_ms", Long.MAX_VALUE),
        Map.of("max_staleness_ms", 0),
        Map.of("a", Map.of("b", List.of())));
  }

  private static Arbitrary<Object> filter() {
    String bomb = "*a".repeat(8) + "b";
    return Arbitraries.of(
        Map.of("paths", List.of(bomb, "**/".repeat(8) + "x", "src/**")),
        Map.of("paths", List.of("*".repeat(600))),
        Map.of("packages", List.of("a.".repeat(200) + "b", "(a+)+$", "a..b")),
        Map.of("packages", List.of("a".repeat(499) + "!")),
        Map.of("facts", List.of("throws:" + "a.".repeat(300) + "B", "calls:(((", "loops")),
        Map.of("kinds", List.of("method", "lambda")),
        Map.of("repositories", List.of("shop", "..", "nowhere")),
        Map.of("not", Map.of("not", Map.of("not", Map.of()))),
        Map.of("modifiers", List.of("public", "evil")),
        Map.of("tests", "only"));
  }

  private static Arbitrary<Object> changes() {
    Map<String, Object> good = Map.of("path", "A.java", "version", 1, "content", "class A {}");
    Map<String, Object> climbing = Map.of("path", "../A.java", "version", 1, "content", "");
    Map<String, Object> odd = Map.of("path", "B.java", "version", Long.MIN_VALUE, "delete", true);
    return Arbitraries.of(good, climbing, odd, Map.of()).list().ofMaxSize(4).map(list -> list);
  }

  /// Any JSON, to a depth.
  private static Arbitrary<Object> anything(int depth) {
    Arbitrary<Object> leaf =
        Arbitraries.of(0, -1, 1e300, Long.MAX_VALUE, true, "", "text", "\u0000", "../..");
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Object> below = Arbitraries.lazy(() -> anything(depth - 1));
    return Arbitraries.oneOf(
        leaf,
        below.list().ofMaxSize(3).map(list -> list),
        Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), below).ofMaxSize(3).map(map -> map));
  }
}
