package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.fact.rule.FactInference;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchRoutesTest {
  @TempDir static Path folder;
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    server =
        RunningServer.start(data)
            .withTree("shop", RunningServer.shop(Files.createDirectory(folder.resolve("shop"))));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void whatAMethodDoesIsToldWithItsLines() {
    JsonNode answer =
        json(
            server.post(
                "/v1/search", "{\"query\": \"send again with pauses\", \"include\": [\"facts\"]}"));
    JsonNode first = answer.at("/results/0");
    assertThat(first.get("method").stringValue()).isEqualTo("sendWithBackoff");
    assertThat(first.has("code")).isFalse();
    JsonNode sleeps = fact(first, "blocks:sleep");
    assertThat(sleeps.get("lines").get(0).intValue()).isEqualTo(14);
    assertThat(sleeps.get("resolution").stringValue()).isEqualTo("resolved");
    assertThat(sleeps.get("deferred").booleanValue()).isFalse();
    assertThat(fact(first, "backs-off").isMissingNode()).isFalse();
    assertThat(fact(first, "throws:java.io.IOException").get("lines").size()).isEqualTo(2);
  }

  private static JsonNode fact(JsonNode result, String word) {
    return result
        .path("facts")
        .valueStream()
        .filter(fact -> fact.get("fact").stringValue().equals(word))
        .findFirst()
        .orElse(result.path("none"));
  }

  @Test
  void onlyMethodsThatDoWhatTheFilterSaysAnswer() {
    assertThat(methodsWith("\"facts\": [\"sleeps\"]")).containsExactly("sendWithBackoff");
    assertThat(methodsWith("\"facts\": [\"throws:java.io.*\"], \"not\": {\"facts\": [\"sleeps\"]}"))
        .containsExactly("send");
    assertThat(methodsWith("\"facts\": [\"throws:java.io.FileNotFoundException\"]")).isEmpty();
    assertThat(methodsWith("\"facts\": [\"throws:IOException\"]"))
        .containsExactlyInAnyOrder("sendWithBackoff", "send");
  }

  private List<String> methodsWith(String filter) {
    String body = "{\"query\": \"send a request\", \"filter\": {" + filter + "}}";
    return json(server.post("/v1/search", body))
        .get("results")
        .valueStream()
        .map(result -> result.get("method").stringValue())
        .toList();
  }

  @Test
  void theVocabularySaysWhatEachFactMeansAndMisses() {
    JsonNode vocabulary = json(server.get("/v1/facts"));
    assertThat(vocabulary.get("version").intValue()).isEqualTo(FactInference.RULES_VERSION);
    assertThat(vocabulary.get("facts").size()).isEqualTo(FactKind.values().length);
    for (JsonNode fact : vocabulary.get("facts")) {
      assertThat(fact.get("meaning").stringValue()).isNotBlank();
      assertThat(fact.get("limits").stringValue()).isNotBlank();
      assertThat(fact.get("example_line").stringValue()).isNotBlank();
      FactPattern example = FactPattern.parse(fact.get("example").stringValue());
      assertThat(example.kind().word()).isEqualTo(fact.get("fact").stringValue());
    }
  }

  @Test
  void anAnswerIsShortenedToWhatTheCallerHasRoomFor() {
    String question = "\"query\": \"send a request again with growing pauses\"";
    JsonNode whole = json(server.post("/v1/search", "{" + question + "}"));
    assertThat(whole.has("fit")).isFalse();
    JsonNode answer = json(server.post("/v1/search", "{" + question + ", \"max_tokens\": 500}"));
    assertThat(answer.at("/fit/max_tokens").intValue()).isEqualTo(500);
    assertThat(answer.at("/fit/estimated_tokens").intValue()).isBetween(1, 500);
    int leftOut = answer.at("/fit/left_out").intValue();
    assertThat(answer.at("/fit/shortened").intValue() + leftOut).isPositive();
    assertThat(answer.get("results").size() + leftOut).isEqualTo(whole.get("results").size());
  }

  @Test
  void anExplanationShowsWordsAndFactsWithTheirLinesAndWhatSetsAResultAboveTheNext() {
    JsonNode answer =
        json(
            server.post(
                "/v1/search",
                "{\"query\": \"send a request with growing pauses\", \"include\": [\"explain\"],"
                    + " \"filter\": {\"facts\": [\"throws:IOException\"]}}"));
    JsonNode first = answer.at("/results/0");
    assertThat(first.get("method").stringValue()).isEqualTo("sendWithBackoff");
    JsonNode explained = first.get("explain");
    JsonNode word =
        explained
            .get("words")
            .valueStream()
            .filter(one -> one.get("word").stringValue().equals("pauses"))
            .findFirst()
            .orElseThrow();
    assertThat(word.get("lines").valueStream())
        .extracting(JsonNode::intValue)
        .containsExactly(8, 14, 15);
    assertThat(word.get("documented").booleanValue()).isTrue();
    assertThat(explained.at("/facts/0/fact").stringValue()).isEqualTo("throws:java.io.IOException");
    double by = explained.at("/above_next/by").doubleValue();
    double next = answer.at("/results/1/score").doubleValue();
    assertThat(by).isCloseTo(first.get("score").doubleValue() - next, within(1e-9));
    assertThat(explained.at("/above_next/because").stringValue()).contains("meaning");
    int last = answer.get("results").size() - 1;
    assertThat(answer.get("results").get(last).get("explain").has("above_next")).isFalse();
  }

  @Test
  void codeThatIsNowhereAndDoesNotCompileFindsWhatDoesTheSame() {
    String code = "long parseMillis(String text) { return Duration.parse(text).toMillis(";
    HttpResponse<String> response =
        server.post("/v1/similar", "{\"code\": \"" + code + "\", \"include\": [\"explain\"]}");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode first = json(response).at("/results/0");
    assertThat(first.get("method").stringValue()).isEqualTo("parseMillis");
    assertThat(first.at("/explain/lexical/terms").valueStream())
        .extracting(JsonNode::stringValue)
        .contains("parse", "millis");
    assertThat(server.post("/v1/similar", "{\"code\": \"{ ; }\"}").statusCode()).isEqualTo(422);
  }

  @Test
  void aMethodThatTheCallerHoldsIsNamedUntilItsTextIsAnother() {
    String question = "{\"query\": \"parse a duration into milliseconds\"";
    JsonNode first = json(server.post("/v1/search", question + "}")).at("/results/0");
    String id = first.get("id").stringValue();
    String revision = first.get("revision").stringValue();
    JsonNode again = firstSeen(question, id + "@" + revision);
    assertThat(again.get("id").stringValue()).isEqualTo(id);
    assertThat(again.get("seen").booleanValue()).isTrue();
    assertThat(again.has("code")).isFalse();
    assertThat(again.get("doc").stringValue()).isEmpty();
    assertThat(firstSeen(question, id).get("seen").booleanValue()).isTrue();
    JsonNode changed = firstSeen(question, id + "@another0");
    assertThat(changed.has("seen")).isFalse();
    assertThat(changed.get("code")).isEqualTo(first.get("code"));
  }

  private JsonNode firstSeen(String question, String seen) {
    String body = question + ", \"seen\": [\"" + seen + "\"]}";
    return json(server.post("/v1/search", body)).at("/results/0");
  }

  @Test
  void intentIsAnsweredWithTheMethodThatDoesIt() {
    HttpResponse<String> response =
        server.post("/v1/search", "{\"query\": \"parse a duration into milliseconds\"}");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = json(response);
    JsonNode first = answer.get("results").get(0);
    assertThat(first.get("method").stringValue()).isEqualTo("parseMillis");
    assertThat(first.get("path").stringValue()).isEqualTo("src/main/java/com/shop/Durations.java");
    assertThat(first.get("repository").stringValue()).isEqualTo("shop");
    assertThat(first.get("doc_start_line").intValue()).isEqualTo(6);
    assertThat(first.get("start_line").intValue()).isEqualTo(7);
    assertThat(first.get("end_line").intValue()).isEqualTo(13);
    assertThat(first.get("signature").stringValue()).isEqualTo("long parseMillis(String text)");
    assertThat(first.get("code").stringValue()).contains("static long parseMillis");
    assertThat(first.get("freshness").stringValue()).isEqualTo("verified");
    assertThat(first.has("explain")).isFalse();
    assertThat(answer.get("pending").longValue()).isZero();
    assertThat(answer.get("degraded").isEmpty()).isTrue();
    assertThat(answer.get("incomplete").booleanValue()).isFalse();
    assertThat(answer.at("/as_of/sequence").longValue()).isPositive();
    assertThat(answer.at("/as_of/token").stringValue()).isNotEmpty();
    assertThat(answer.at("/timing_ms/total").doubleValue()).isPositive();
    assertThat(answer.at("/timing_ms/embed").isNumber()).isTrue();
  }

  @Test
  void explanationAddsUpToTheScore() {
    JsonNode answer =
        json(
            server.post(
                "/v1/search", "{\"query\": \"send a request again\", \"include\": [\"explain\"]}"));
    for (JsonNode result : answer.get("results").values()) {
      double sum = 0;
      for (JsonNode part : result.at("/explain/parts").values()) {
        sum += part.get("amount").doubleValue();
      }
      assertThat(sum).isCloseTo(result.get("score").doubleValue(), within(1e-9));
      assertThat(result.has("code")).isFalse();
    }
    assertThat(answer.at("/results/0/explain/lexical/terms").valueStream())
        .extracting(JsonNode::stringValue)
        .contains("request");
    assertThat(answer.at("/results/0/explain/semantic/rank").isInt()).isTrue();
  }

  @Test
  void limitAndFiltersHold() {
    assertThat(methods("{\"query\": \"request\", \"limit\": 1}")).hasSize(1);
    assertThat(methods("{\"query\": \"duration\", \"filter\": {\"tests\": \"only\"}}"))
        .containsExactly("parsesHoursAndMinutes");
    assertThat(methods("{\"query\": \"duration\"}")).doesNotContain("parsesHoursAndMinutes");
    assertThat(methods("{\"query\": \"x\", \"filter\": {\"kinds\": [\"constructor\"]}}"))
        .containsExactly("Durations");
    assertThat(methods("{\"query\": \"x\", \"filter\": {\"paths\": [\"**/Http.java\"]}}"))
        .containsExactlyInAnyOrder("send", "sendWithBackoff");
    assertThat(
            methods(
                "{\"query\": \"x\", \"filter\": {\"not\": {\"paths\": [\"**/Http.java\"],"
                    + " \"kinds\": [\"constructor\"]}}}"))
        .containsExactly("parseMillis");
    assertThat(methods("{\"query\": \"x\", \"filter\": {\"repositories\": [\"shop\"]}}"))
        .hasSize(4);
    assertThat(methods("{\"query\": \"x\", \"filter\": {\"packages\": [\"com.*\"]}}")).hasSize(4);
    assertThat(methods("{\"query\": \"x\", \"filter\": {\"modifiers\": [\"static\"]}}"))
        .containsExactly("parseMillis");
  }

  @Test
  void modesRankByTheirOwnSignal() {
    JsonNode lexical =
        json(
            server.post(
                "/v1/search",
                "{\"query\": \"pauses\", \"mode\": \"lexical\", \"include\": [\"explain\"]}"));
    assertThat(lexical.get("results").size()).isEqualTo(1);
    assertThat(lexical.at("/results/0/method").stringValue()).isEqualTo("sendWithBackoff");
    assertThat(lexical.at("/results/0/explain").has("semantic")).isFalse();
    assertThat(lexical.get("timing_ms").has("embed")).isFalse();
    JsonNode semantic =
        json(
            server.post(
                "/v1/search",
                "{\"query\": \"pauses\", \"mode\": \"semantic\", \"include\": [\"explain\"]}"));
    assertThat(semantic.get("results").size()).isEqualTo(4);
    assertThat(semantic.at("/results/0/explain").has("lexical")).isFalse();
  }

  @Test
  void similarMethodsAreFoundByIdByPlaceAndByCode() {
    JsonNode send = json(server.post("/v1/search", "{\"query\": \"send once\"}")).at("/results/0");
    String id = send.get("id").stringValue();
    JsonNode byId = json(server.post("/v1/similar", "{\"id\": \"" + id + "\", \"limit\": 2}"));
    assertThat(byId.get("results").size()).isEqualTo(2);
    assertThat(byId.get("results").valueStream())
        .extracting(result -> result.get("id").stringValue())
        .doesNotContain(id);
    JsonNode byPlace =
        json(
            server.post(
                "/v1/similar",
                "{\"at\": {\"repository\": \"shop\", \"line\": %d, \"path\": \"%s\"}}"
                    .formatted(send.get("start_line").intValue(), send.get("path").stringValue())));
    assertThat(byPlace.at("/results/0/id")).isEqualTo(byId.at("/results/0/id"));
    JsonNode byCode =
        json(server.post("/v1/similar", "{\"code\": \"long parseMillis(String duration)\"}"));
    assertThat(byCode.at("/results/0/method").stringValue()).isEqualTo("parseMillis");
  }

  @Test
  void unknownSubjectIsNotFound() {
    String id = "m_" + "A".repeat(22);
    assertThat(server.post("/v1/similar", "{\"id\": \"" + id + "\"}").statusCode()).isEqualTo(404);
    assertThat(server.get("/v1/methods/" + id).statusCode()).isEqualTo(404);
    assertThat(
            server
                .post(
                    "/v1/similar",
                    "{\"at\": {\"repository\": \"shop\", \"path\": \"No.java\", \"line\": 3}}")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void methodIsGivenByItsId() {
    JsonNode found =
        json(server.post("/v1/search", "{\"query\": \"parse duration\"}")).at("/results/0");
    JsonNode method = json(server.get("/v1/methods/" + found.get("id").stringValue()));
    assertThat(method.get("symbol")).isEqualTo(found.get("symbol"));
    assertThat(method.get("code")).isEqualTo(found.get("code"));
    assertThat(method.has("score")).isFalse();
  }

  @Test
  void changedFileIsShownAsItIsNowUntilItIsSynced() throws Exception {
    Path root = RunningServer.shop(Files.createDirectory(folder.resolve("edited")));
    server.withTree("edited", root);
    String question =
        "{\"query\": \"parse a duration\", \"filter\": {\"repositories\": [\"edited\"]}}";
    Path file = root.resolve("src/main/java/com/shop/Durations.java");
    Files.writeString(file, "// one line more\n" + Files.readString(file));
    JsonNode moved = json(server.post("/v1/search", question)).at("/results/0");
    assertThat(moved.get("freshness").stringValue()).isEqualTo("reanchored");

    JsonNode job = json(server.post("/v1/repositories/edited/sync", ""));
    assertThat(
            server.finishedJob(job.get("id").stringValue()).at("/counts/files_changed").intValue())
        .isEqualTo(1);
    JsonNode fresh = json(server.post("/v1/search", question)).at("/results/0");
    assertThat(fresh.get("freshness").stringValue()).isEqualTo("verified");
    assertThat(fresh.get("start_line").intValue()).isEqualTo(moved.get("start_line").intValue());
    assertThat(server.send(server.request("/v1/repositories/edited").DELETE()).statusCode())
        .isEqualTo(202);
    server.awaitVisible();
  }

  private Iterable<String> methods(String body) {
    HttpResponse<String> response = server.post("/v1/search", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response)
        .get("results")
        .valueStream()
        .map(result -> result.get("method").stringValue())
        .toList();
  }
}
