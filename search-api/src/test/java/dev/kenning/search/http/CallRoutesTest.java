package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.access.KeyFile;
import dev.kenning.search.access.Scope;
import dev.kenning.search.access.Visibility;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Calls over HTTP, from an index in Lucene: `lib` has what `app` calls; a key sees `lib` alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallRoutesTest {
  @TempDir static Path folder;
  private RunningServer server;
  private String all;
  private String libOnly;

  @BeforeAll
  void start() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    KeyFile keys = KeyFile.in(data);
    all = key(keys, "all", new Visibility.Everything());
    libOnly = key(keys, "lib-only", new Visibility.Only(Set.of("lib")));
    server =
        RunningServer.startGuarded(data, keys)
            .withTree("lib", lib(Files.createDirectory(folder.resolve("lib"))))
            .withTree("app", app(Files.createDirectory(folder.resolve("app"))));
  }

  private static String key(KeyFile keys, String name, Visibility visibility) {
    return keys.create(name, Set.of(Scope.SEARCH), visibility, Clock.systemUTC()).secret().text();
  }

  private static Path lib(Path root) {
    RunningServer.file(
        root,
        "lib/Shape.java",
        """
        package lib;

        public interface Shape {
          double area();
        }
        """);
    RunningServer.file(
        root,
        "lib/Square.java",
        """
        package lib;

        public final class Square implements Shape {
          private final double side;

          public Square(double side) {
            this.side = side;
          }

          @Override
          public double area() {
            return times(side, side);
          }

          static double times(double a, double b) {
            return a * b;
          }
        }
        """);
    return root;
  }

  private static Path app(Path root) {
    RunningServer.file(
        root,
        "app/Report.java",
        """
        package app;

        import java.util.List;
        import lib.Shape;
        import lib.Square;

        final class Report {
          double total(List<Shape> shapes) {
            return shapes.stream().mapToDouble(shape -> shape.area()).sum();
          }

          double unit() {
            return new Square(1).area() + total(List.of());
          }

          String title() {
            return "area " + unit();
          }
        }
        """);
    return root;
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String key, String path) {
    return server.send(server.request(path).header("Authorization", "Bearer " + key).GET());
  }

  private String id(String symbol) {
    HttpResponse<String> response =
        server.send(
            server
                .request("/v1/search")
                .header("Authorization", "Bearer " + all)
                .header("Content-Type", "application/json")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"query\": \"area total unit title square times\", \"limit\": 50}")));
    return json(response)
        .get("results")
        .valueStream()
        .filter(result -> result.get("symbol").stringValue().equals(symbol))
        .map(result -> result.get("id").stringValue())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> callers(JsonNode answer) {
    List<String> told = new ArrayList<>();
    for (JsonNode caller : answer.get("callers")) {
      told.add(
          "%d %s %s %s"
              .formatted(
                  caller.get("depth").intValue(),
                  caller.get("certainty").stringValue(),
                  caller.at("/method/symbol").stringValue(),
                  caller.get("lines")));
    }
    return told;
  }

  @Test
  void callersInAnotherRepositoryAreFoundWithTheirLinesAndHowSureTheyAre() {
    JsonNode answer = json(get(all, "/v1/methods/" + id("lib.Square.area()") + "/callers"));
    assertThat(callers(answer))
        .containsExactly(
            "1 exact app.Report.unit() [13]", "1 one_of app.Report.total(List<Shape>) [9]");
    assertThat(answer.at("/method/symbol").stringValue()).isEqualTo("lib.Square.area()");
    assertThat(answer.at("/overrides/0").stringValue()).isEqualTo("lib.Shape.area()");
    assertThat(answer.get("total").intValue()).isEqualTo(2);
    assertThat(answer.get("complete").booleanValue()).isTrue();
    assertThat(answer.has("callees")).isFalse();
    assertThat(answer.at("/as_of/token").stringValue()).isNotEmpty();
  }

  @Test
  void aCallThatMayRunOneOfSeveralNamesAllOfThem() {
    String total = id("app.Report.total(List<Shape>)");
    JsonNode answer = json(get(all, "/v1/methods/" + total + "/callees"));
    JsonNode call = answer.at("/callees/0");
    assertThat(call.get("certainty").stringValue()).isEqualTo("one_of");
    assertThat(call.get("targets").valueStream().map(t -> t.get("symbol").stringValue()))
        .containsExactly("lib.Shape.area()", "lib.Square.area()");
    assertThat(answer.get("outside").valueStream().map(o -> o.get("name").stringValue()))
        .contains("java.util.stream.Stream.mapToDouble", "java.util.stream.DoubleStream.sum");
  }

  @Test
  void callsAreFollowedAsFarAsAskedAndComeInPages() {
    String path = "/v1/methods/" + id("lib.Square.times(double, double)") + "/callers?depth=3";
    JsonNode whole = json(get(all, path));
    assertThat(callers(whole))
        .containsExactly(
            "1 exact lib.Square.area() [12]",
            "2 exact app.Report.unit() [13]",
            "2 one_of app.Report.total(List<Shape>) [9]",
            "3 exact app.Report.title() [17]",
            "3 exact app.Report.unit() [13]");
    JsonNode page = json(get(all, path + "&limit=2&offset=2"));
    assertThat(callers(page)).isEqualTo(callers(whole).subList(2, 4));
    assertThat(page.get("total").intValue()).isEqualTo(5);
    assertThat(page.get("next_offset").intValue()).isEqualTo(4);
    assertThat(json(get(all, path + "&limit=2&offset=4")).has("next_offset")).isFalse();
  }

  @Test
  void certaintyNarrowsWhatIsTold() {
    String path = "/v1/methods/" + id("lib.Square.area()") + "/callers?certainty=exact";
    assertThat(callers(json(get(all, path)))).containsExactly("1 exact app.Report.unit() [13]");
  }

  @Test
  void nothingOfARepositoryThatAKeyDoesNotSeeIsTold() {
    String area = "/v1/methods/" + id("lib.Square.area()");
    assertThat(callers(json(get(libOnly, area + "/callers")))).isEmpty();
    String total = id("app.Report.total(List<Shape>)");
    HttpResponse<String> hidden = get(libOnly, "/v1/methods/" + total + "/callees");
    HttpResponse<String> nowhere = get(libOnly, "/v1/methods/m_AAAAAAAAAAAAAAAAAAAAAA/callees");
    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(
            hidden
                .body()
                .replace(total, "m_AAAAAAAAAAAAAAAAAAAAAA")
                .replaceAll("\"[^\"]*request[^,}]*", ""))
        .isEqualTo(nowhere.body().replaceAll("\"[^\"]*request[^,}]*", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "depth=0|depth must be 1 to 5",
        "depth=six|depth must be a whole number",
        "limit=301|limit must be 1 to 300",
        "offset=-1|offset must be 0 to 10000",
        "certainty=sure|exact, one_of or by_name",
        "deadline_ms=0|deadline_ms must be 1 to",
        "deph=2|There is no parameter deph; there are",
        "consistency=soon|consistency"
      })
  void aParameterThatIsWrongIsRefusedWithWhatWasExpected(String query, String expected) {
    HttpResponse<String> response =
        get(all, "/v1/methods/m_AAAAAAAAAAAAAAAAAAAAAA/callers?" + query);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).get("detail").stringValue()).contains(expected);
  }

  @Test
  void anIdThatIsNoneIsRefusedAndOneThatNobodyHasIsUnknown() {
    assertThat(get(all, "/v1/methods/x/callers").statusCode()).isEqualTo(422);
    assertThat(get(all, "/v1/methods/m_AAAAAAAAAAAAAAAAAAAAAA/callers").statusCode())
        .isEqualTo(404);
  }

  @Test
  void resultsTellWhoIsAroundThem() {
    JsonNode unit = neighbours(all, "{\"query\": \"unit\", \"include\": [\"neighbours\"]}");
    assertThat(unit.at("/callers/0/symbol").stringValue()).isEqualTo("app.Report.title()");
    assertThat(unit.get("callees").valueStream().map(c -> c.get("symbol").stringValue()))
        .containsExactlyInAnyOrder(
            "lib.Square.Square(double)", "lib.Square.area()", "app.Report.total(List<Shape>)");
    assertThat(unit.at("/callers/0/id").stringValue()).isEqualTo(id("app.Report.title()"));
  }

  @Test
  void whatIsAroundAResultKeepsToTheRepositoriesOfTheFilter() {
    JsonNode unit =
        neighbours(
            all,
            "{\"query\": \"unit\", \"include\": [\"neighbours\"],"
                + " \"filter\": {\"repositories\": [\"app\"]}}");
    assertThat(unit.get("callees").valueStream().map(c -> c.get("symbol").stringValue()))
        .containsExactly("app.Report.total(List<Shape>)");
  }

  private JsonNode neighbours(String key, String body) {
    JsonNode answer =
        json(
            server.send(
                server
                    .request("/v1/search")
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))));
    return answer
        .get("results")
        .valueStream()
        .filter(result -> result.get("method").stringValue().equals("unit"))
        .findFirst()
        .orElseThrow()
        .get("neighbours");
  }
}
