package dev.kenning.search.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tab of a browser that this machine has, without a window: a person's hands and eyes for tests
/// of the page. It speaks the Chrome DevTools Protocol by what the JDK has. One thread.
final class BrowserTab implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/");
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process browser;
  private final HttpClient client;
  private final WebSocket socket;
  private final Answers answers;
  private int asked;

  private BrowserTab(Process browser, HttpClient client, WebSocket socket, Answers answers) {
    this.browser = browser;
    this.client = client;
    this.socket = socket;
    this.answers = answers;
  }

  /// The first browser on the path that can be asked.
  static Optional<Path> installed() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(Pattern.quote(java.io.File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// @param profile a folder of its own for what the browser keeps
  /// @throws IOException if it does not start
  static BrowserTab open(Path program, Path profile) throws IOException {
    Process browser =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // it shows this page alone, and as root there is none
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--window-size=1280,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    CompletableFuture<Void> givingUp =
        CompletableFuture.runAsync(
            browser::destroyForcibly,
            CompletableFuture.delayedExecutor(WAIT.toSeconds(), TimeUnit.SECONDS));
    HttpClient client = HttpClient.newHttpClient();
    try {
      String host = host(browser);
      givingUp.cancel(false);
      Answers answers = new Answers();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .connectTimeout(WAIT)
              .buildAsync(tab(client, host), answers)
              .join();
      return new BrowserTab(browser, client, socket, answers);
    } catch (IOException | RuntimeException e) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
      client.close();
      throw e;
    }
  }

  private static String host(Process browser) throws IOException {
    BufferedReader said = browser.errorReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {})); // or its pipe fills
        return listening.group(1);
      }
    }
    throw new IOException("The browser ended before it could be asked");
  }

  private static URI tab(HttpClient client, String host) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + host + "/json/list")).timeout(WAIT).build();
      JsonNode tabs = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
      return tabs.valueStream()
          .filter(tab -> tab.get("type").stringValue().equals("page"))
          .map(tab -> URI.create(tab.get("webSocketDebuggerUrl").stringValue()))
          .findFirst()
          .orElseThrow(() -> new IOException("The browser has no tab"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  void go(URI address) {
    ask("Page.navigate", Map.of("url", address.toString()));
    await("document.readyState === 'complete'");
  }

  /// Types text where the cursor is.
  void type(String text) {
    ask("Input.insertText", Map.of("text", text));
  }

  /// Presses a key with a letter, or `Enter`.
  void press(String key) {
    String text = key.equals("Enter") ? "\r" : key;
    Map<String, Object> down =
        key.equals("Enter")
            ? Map.of("type", "keyDown", "key", key, "text", text, "windowsVirtualKeyCode", 13)
            : Map.of("type", "keyDown", "key", key, "text", text);
    ask("Input.dispatchKeyEvent", down);
    ask("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /// What an expression says; a promise is waited for.
  JsonNode look(String expression) {
    JsonNode answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toString());
    }
    return answer.at("/result/value");
  }

  /// Waits until a condition holds, which is looked at whenever the page changes.
  void await(String condition) {
    look(
        """
        new Promise((holds, fails) => {
          const look = () => { if (%1$s) holds(true); };
          new MutationObserver(look).observe(document,
            { subtree: true, childList: true, attributes: true, characterData: true });
          document.addEventListener('readystatechange', look);
          setTimeout(() => fails(new Error('It did not come to: ' + %2$s
            + ' in ' + document.body.innerText.slice(0, 400))), 20000);
          look();
        })
        """
            .formatted(condition, JSON.writeValueAsString(condition)));
  }

  private JsonNode ask(String method, Map<String, Object> parameters) {
    int id = ++asked;
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).join();
    while (true) {
      JsonNode answer = answers.next();
      if (answer.path("id").asInt(0) == id) {
        if (answer.has("error")) {
          throw new AssertionError(method + ": " + answer.get("error"));
        }
        return answer.get("result");
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    browser.descendants().forEach(ProcessHandle::destroyForcibly);
    browser.destroyForcibly();
    try {
      browser.waitFor(WAIT.toSeconds(), TimeUnit.SECONDS); // its profile can be deleted then
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }

  /// Puts the parts of messages together.
  private static final class Answers implements WebSocket.Listener {
    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        messages.add(JSON.readTree(parts.toString()));
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }

    JsonNode next() {
      try {
        JsonNode message = messages.poll(WAIT.toSeconds(), TimeUnit.SECONDS);
        if (message == null) {
          throw new AssertionError("The browser does not answer");
        }
        return message;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
