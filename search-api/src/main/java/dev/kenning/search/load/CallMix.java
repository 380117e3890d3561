package dev.kenning.search.load;

import dev.kenning.search.trial.Reply;
import dev.kenning.search.trial.ServerCalls;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What people and their tools ask of a server: of a hundred requests, 70 are intents (42 that
/// nobody asked before, 28 out of 200 that come again), 10 ask for similar methods, 15 save a file
/// in which one method is new, and 5 read a method. One thread.
final class CallMix {
  static final String SAVED = "saved";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int SEARCHES = 70;
  private static final int SIMILAR = 80; // bounds, one after the other
  private static final int PUTS = 95;
  private static final double NEVER_ASKED = 0.6;
  private static final int ASKED_AGAIN = 200;
  private static final int SAVED_FILES = 64;

  private final String host;
  private final List<String> methods;
  private final Random random;
  private final List<String> key;
  private long questions = ASKED_AGAIN;
  private long saves;

  private CallMix(String host, List<String> methods, Random random, List<String> key) {
    this.host = host;
    this.methods = List.copyOf(methods);
    this.random = random;
    this.key = key;
  }

  /// Makes the repository that files are saved to, and learns methods to ask for.
  static CallMix prepare(URI server, ServerCalls calls, Random random)
      throws IOException, InterruptedException {
    SearchedCode.require(calls.createRepository(SAVED));
    for (int file = 0; file < SAVED_FILES; file++) {
      SearchedCode.require(
          calls.put(SAVED, path(file), 1, MadeUpCode.saved(type(file), lines(file), 0, 0)));
    }
    List<String> methods = new ArrayList<>();
    for (int number = 0; number < ASKED_AGAIN; number += 10) {
      ObjectNode question = JSON.createObjectNode();
      question.put("query", MadeUpCode.question(number));
      question.putObject("filter").putObject("not").putArray("repositories").add(SAVED);
      Reply answer = calls.search(question); // what is saved over is not there for long
      SearchedCode.require(answer);
      for (JsonNode result : answer.body().path("results")) {
        methods.add(result.path("id").asString());
      }
    }
    return new CallMix(server.getHost() + ":" + server.getPort(), methods, random, List.of());
  }

  /// Questions alone, asked with a key, none of which `mix` asks.
  static CallMix questions(URI server, Optional<String> key, long firstQuestion, Random random) {
    CallMix mix =
        new CallMix(
            server.getHost() + ":" + server.getPort(),
            List.of(),
            random,
            key.map(secret -> List.of("Authorization: Bearer " + secret)).orElse(List.of()));
    mix.questions = firstQuestion;
    return mix;
  }

  /// The next request of the mix.
  Call next() {
    int dice = random.nextInt(100);
    if (dice < SEARCHES) {
      return random.nextDouble() < NEVER_ASKED ? question() : search(random.nextInt(ASKED_AGAIN));
    }
    return dice < SIMILAR ? similar() : dice < PUTS ? save() : read();
  }

  /// An intent that nobody asked before.
  Call question() {
    return search(questions++);
  }

  /// How many questions were never asked before.
  long askedOnce() {
    return questions;
  }

  private Call search(long number) {
    return json("/v1/search", CallKind.SEARCH, "query", MadeUpCode.question(number));
  }

  private Call similar() {
    return json("/v1/similar", CallKind.SIMILAR, "id", method());
  }

  private String method() {
    return methods.get(random.nextInt(methods.size()));
  }

  private Call read() {
    return Call.of(CallKind.READ, "GET /v1/methods/" + method(), host, key, "");
  }

  private Call json(String path, CallKind kind, String field, String value) {
    List<String> headers = new ArrayList<>(key);
    headers.add("Content-Type: application/json");
    String body = JSON.writeValueAsString(JSON.createObjectNode().put(field, value));
    return Call.of(kind, "POST " + path, host, headers, body);
  }

  private Call save() {
    int file = random.nextInt(SAVED_FILES);
    long number = ++saves;
    String source =
        MadeUpCode.saved(
            type(file),
            lines(file),
            random.nextInt(MadeUpCode.METHODS_PER_FILE),
            SAVED_LINES + number);
    List<String> headers = new ArrayList<>(key);
    headers.add("Kenning-Version: " + (number + 1));
    headers.add("Content-Type: text/plain; charset=utf-8");
    return Call.of(
        CallKind.PUT,
        "PUT /v1/repositories/%s/files/%s".formatted(SAVED, path(file)),
        host,
        headers,
        source);
  }

  /// Numbers of methods that no other file has.
  private static final long SAVED_LINES = 1_000_000_000;

  private static long lines(int file) {
    return SAVED_LINES / 2 + (long) file * MadeUpCode.METHODS_PER_FILE;
  }

  private static String type(int file) {
    return "Saved" + file;
  }

  private static String path(int file) {
    return "src/" + type(file) + ".java";
  }
}
