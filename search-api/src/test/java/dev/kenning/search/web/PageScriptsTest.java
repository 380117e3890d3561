package dev.kenning.search.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What can be told of the page's scripts by reading them, without a browser.
final class PageScriptsTest {
  private final Map<String, String> parts =
      WebPage.parts().stream()
          .collect(
              Collectors.toMap(
                  WebPage.Part::path, part -> new String(part.bytes(), StandardCharsets.UTF_8)));

  private String part(String path) {
    return Objects.requireNonNull(parts.get(path), path);
  }

  private String script(String name) {
    return part("/web/" + name);
  }

  private List<String> scriptsThatSay(String text) {
    return parts.keySet().stream()
        .filter(path -> path.endsWith(".js") && part(path).contains(text))
        .toList();
  }

  @Test
  void everyRequestGoesThroughTheOnePlaceThatAddsTheKey() {
    assertThat(scriptsThatSay("fetch(")).containsExactly("/web/server.js");
    assertThat(script("server.js").split("fetch\\(", -1)).hasSize(2);
    assertThat(script("server.js"))
        .contains("fetch(path, { method, signal, headers: headers(body)")
        .contains("...(sayable && { Authorization: 'Bearer ' + sayable })");
    for (String other : List.of("XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource")) {
      assertThat(scriptsThatSay(other)).as(other).isEmpty();
    }
  }

  @Test
  void aKeyIsKeptForTheTabAlone() {
    assertThat(scriptsThatSay("sessionStorage")).containsExactly("/web/server.js");
    assertThat(scriptsThatSay("document.cookie")).isEmpty();
    assertThat(script("server.js")).doesNotContain("localStorage", "location", "history");
    assertThat(script("page.js")).contains("Server.keepKey($('key').value");
  }

  @Test
  void whatTheIndexHoldsBecomesTextAndNeverMarkup() {
    for (String markup :
        List.of(
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "createContextualFragment",
            "DOMParser",
            "eval(",
            "new Function")) {
      assertThat(scriptsThatSay(markup)).as(markup).isEmpty();
    }
  }

  @Test
  void scriptsComeBeforeTheOnesThatUseThem() {
    String document = part("/");
    List<Integer> order =
        List.of("highlight.js", "server.js", "calls.js", "page.js").stream()
            .map(name -> document.indexOf("src=\"/web/" + name + "\""))
            .toList();
    assertThat(order).isSorted().allMatch(at -> at > 0);
    assertThat(document.split("<script ", -1)).hasSize(order.size() + 1);
  }
}
