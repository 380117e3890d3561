package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.access.KeyFile;
import dev.kenning.search.access.Scope;
import dev.kenning.search.access.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/// The page in a real browser, on a server that wants a key. Left out where there is no browser;
/// what can be told without one, `PageScriptsTest` holds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageInBrowserTest {
  private static final int CALLERS = 12;

  @TempDir static Path folder;
  private RunningServer server;
  private BrowserTab tab;
  private String key;

  @BeforeAll
  void start() throws Exception {
    Path browser =
        BrowserTab.installed()
            .orElseThrow(() -> new TestAbortedException("there is no browser on the path"));
    try {
      tab = BrowserTab.open(browser, Files.createDirectory(folder.resolve("profile")));
    } catch (IOException e) {
      throw new TestAbortedException("the browser does not start", e);
    }
    Path data = Files.createDirectory(folder.resolve("data"));
    KeyFile keys = KeyFile.in(data);
    key =
        keys.create("page", Set.of(Scope.SEARCH), new Visibility.Everything(), Clock.systemUTC())
            .secret()
            .text();
    server =
        RunningServer.startGuarded(data, keys)
            .withTree("shapes", shapes(Files.createDirectory(folder.resolve("shapes"))));
  }

  /// An area that twelve methods ask for, one of them through an interface; its file's name is
  /// markup.
  private static Path shapes(Path root) {
    RunningServer.file(
        root, "shapes/Shape.java", "package shapes; interface Shape { double area(); }");
    RunningServer.file(
        root,
        "shapes/<img src=x onerror=alert(1)>.java",
        """
        package shapes;

        final class Square implements Shape {
          /// The area <img src=x onerror=alert(2)> of a square.
          @Override
          public double area() {
            return times(Math.abs(2), 2);
          }

          static double times(double a, double b) {
            return a * b;
          }
        }
        """);
    StringBuilder callers = new StringBuilder("package shapes;\nfinal class Report {\n");
    callers.append("  double any(Shape shape) { return shape.area(); }\n");
    IntStream.range(1, CALLERS)
        .forEach(i -> callers.append("  double m" + i + "() { return new Square().area(); }\n"));
    RunningServer.file(root, "shapes/Report.java", callers + "}\n");
    return root;
  }

  @AfterAll
  void stop() {
    if (tab != null) {
      tab.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void openWithoutAKey() {
    tab.go(server.address());
    tab.look("sessionStorage.clear()");
    tab.go(server.address().resolve("/?q=area+of+a+square"));
    tab.await("!document.getElementById('unlock').hidden");
  }

  private void give(String text) {
    tab.look("document.getElementById('key').focus()");
    tab.type(text);
    tab.press("Enter");
  }

  private String text(String selector) {
    return tab.look("document.querySelector('" + selector + "').innerText").stringValue();
  }

  private List<String> texts(String selector) {
    return tab.look("[...document.querySelectorAll('" + selector + "')].map(one => one.innerText)")
        .valueStream()
        .map(JsonNode::stringValue)
        .toList();
  }

  @Test
  void aKeyTypedInThePageGoesWithItsRequestsAndNowhereElse() {
    assertThat(texts(".result")).isEmpty();
    assertThat(text("#refused")).isEmpty();
    give(key);
    tab.await("document.querySelector('.result')");
    assertThat(tab.look("document.getElementById('unlock').hidden").booleanValue()).isTrue();
    assertThat(text("#state")).contains("methods");
    assertThat(tab.look("location.href").stringValue()).endsWith("/?q=area+of+a+square");
    assertThat(tab.look("document.getElementById('key').value").stringValue()).isEmpty();
    assertThat(tab.look("document.cookie + JSON.stringify(localStorage)").stringValue())
        .doesNotContain(key);
  }

  @Test
  void aWrongKeyIsToldAndTheFieldStays() {
    give("kn_0_wrong");
    tab.await("document.getElementById('refused').textContent");
    assertThat(text("#refused")).isEqualTo("The key does not count here.");
    assertThat(tab.look("document.getElementById('unlock').hidden").booleanValue()).isFalse();
    tab.await("document.querySelector('#summary .problem')");
    assertThat(texts(".result")).isEmpty();
    give(key);
    tab.await("document.querySelector('.result')");
  }

  @Test
  void aKeyThatNoHeaderCanCarryIsAWrongKey() {
    give("ключ");
    tab.await("document.getElementById('refused').textContent");
    assertThat(text("#refused")).isEqualTo("The key does not count here.");
  }

  @Test
  void callsOfAResultUnfoldByAKeyInPagesAndTellHowSureTheyAre() {
    give(key);
    tab.await("document.querySelector('.result')");
    String area =
        "[...document.querySelectorAll('.result')]"
            + ".find(one => one.querySelector('h2').innerText.startsWith('Square.area'))";
    assertThat(tab.look("document.querySelectorAll('.calls').length").intValue()).isZero();
    tab.look(area + ".focus()");
    tab.press("w");
    tab.await("document.querySelector('.callers li') && document.querySelector('.callees li')");
    assertThat(texts(".callers li")).hasSize(10);
    assertThat(texts(".callers .count")).containsExactly("12");
    assertThat(texts(".callees li .name")).containsExactly("Square.times(double, double)");
    assertThat(text(".callees .outside")).contains("Math.abs");
    tab.look("document.querySelector('.callers button').focus()");
    tab.press("Enter");
    tab.await("document.querySelectorAll('.callers li').length === 12");
    assertThat(texts(".callers button")).isEmpty();
    List<String> sure = texts(".callers li .sure");
    assertThat(sure).hasSize(CALLERS).contains("one of 2");
    assertThat(sure.stream().filter("exact"::equals)).hasSize(CALLERS - 1);
    assertThat(texts(".result img, .result script")).isEmpty();
    tab.look(area + ".focus()");
    tab.press("w");
    assertThat(texts(".calls")).isEmpty();
  }
}
