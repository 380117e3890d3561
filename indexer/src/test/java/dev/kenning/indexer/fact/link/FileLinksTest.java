package dev.kenning.indexer.fact.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.MethodCalls;
import dev.kenning.indexer.link.MethodLinks;
import dev.kenning.indexer.link.WrittenType;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is kept of a file's methods, as the text that is kept.
final class FileLinksTest {
  private static final FileKey FILE = new FileKey("shop", "com/shop/Http.java");

  private static List<MethodUnit> units(String source) {
    return new MethodExtractor().extract(FILE, source).methods();
  }

  private static Map<String, MethodLinks> links(String source) {
    return units(source).stream().collect(Collectors.toMap(MethodUnit::name, MethodUnit::links));
  }

  private static MethodLinks of(Map<String, MethodLinks> links, String method) {
    return Objects.requireNonNull(links.get(method));
  }

  @Test
  void callsAreKeptWithWhatTheyAreMadeOnAndWith() {
    Map<String, MethodLinks> links =
        links(
            """
            class Http extends Base {
              int tries;
              Http() {}
              void send(Request r, String... more) {
                var body = r.body(1 + tries);
                if (body instanceof Text t && t.ok()) {
                  log(body, "a" + r, more[0]);
                }
                java.util.List.of(r).forEach(one -> one.close());
                new Sender<String>(this::log).go();
              }
            }
            """);
    assertThat(of(links, "send").calls())
        .isEqualTo(
            "%0e Cbody:1:1 %1dRequest +2 :int $tries"
                + " :boolean:1 Cok:2:0 %2dText"
                + " clog:3:3 %0 +2 :String %1 x0 %3dString[]"
                + " CforEach:5:1 Cof:5:1 .List .util $java %1 l1:1:0:ns %4l Cclose:5:0 %4"
                + " Cgo:6:0 nSender<String>:6:1 rlog:6 t");
    assertThat(of(links, "send").called())
        .containsExactlyInAnyOrder(
            "body",
            "body/1",
            "ok",
            "ok/0",
            "log",
            "log/3",
            "log/r",
            "of",
            "of/1",
            "forEach",
            "forEach/1",
            "close",
            "close/0",
            "+Sender",
            "+Sender/1",
            "go",
            "go/0");
    assertThat(of(links, "Http").calls()).isEqualTo("j:0:0");
    assertThat(of(links, "Http").called()).containsExactly("+Base", "+Base/0");
  }

  @Test
  void theFirstMethodBearsTheFilesOutline() {
    List<MethodUnit> units =
        units(
            """
            package com.shop;
            import java.util.List;
            import static com.shop.Checks.*;
            public final class Http<T extends Request> extends Base implements Sender<T>, AutoCloseable {
              private List<T> queue;
              public <R> R send(T request, int... times) { return null; }
              public void close() { Runnable r = new Runnable() { public void run() {} }; }
              record Pair(int a, String b) {}
              enum Mode { FAST, SLOW { void go() {} } }
            }
            """);
    MethodLinks first = units.getFirst().links();
    String send = units.getFirst().id().value();
    String close = units.get(1).id().value();
    assertThat(first.outline().lines().toList())
        .containsSubsequence(
            "Pcom.shop",
            "I\tjava.util.List",
            "Isd\tcom.shop.Checks",
            "Tcf\tcom.shop.Http\t-1\tT:Request\t\tBase\tSender<T>;AutoCloseable",
            "Fqueue\tList<T>",
            "Mv\tsend\t" + send + "\tR\tT;int[]\tR",
            "M\tclose\t" + close + "\tvoid\t\t")
        .anyMatch(line -> line.startsWith("Tcf\tcom.shop.Http.close$1\t0\t\t\tRunnable"))
        .anyMatch(line -> line.startsWith("Trf\tcom.shop.Http.Pair\t0"))
        .contains("M\ta\t\tint\t\t", "FFAST\t!com.shop.Http.Mode");
    assertThat(first.declares())
        .containsExactly("com.shop.Http", "com.shop.Http.Mode", "com.shop.Http.Pair");
    assertThat(first.extended())
        .containsExactly("AutoCloseable", "Base", "Mode", "Runnable", "Sender");
    assertThat(units.subList(1, units.size())).allMatch(unit -> unit.links().outline().isEmpty());
  }

  @Test
  void whatIsKeptIsReadAsItWasWritten() throws IOException {
    Path sources =
        Path.of(System.getProperty("kenning.root", "..")).resolve("indexer/src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<MethodUnit> all =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(file -> units(text(file)).stream())
              .toList();
      assertThat(all).hasSizeGreaterThan(1_000);
      for (MethodUnit unit : all) {
        String calls = unit.links().calls();
        assertThat(MethodCalls.read(calls, 7).write(7)).as(unit.symbol()).isEqualTo(calls);
        String outline = unit.links().outline();
        if (!outline.isEmpty()) {
          assertThat(FileOutline.read(outline).write()).isEqualTo(outline);
        }
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void typesAreReadWithTheirArguments() {
    WrittenType type = WrittenType.read("java.util.Map<String,+Item<?>[]>[][]");
    assertThat(type.name()).isEqualTo("java.util.Map");
    assertThat(type.dimensions()).isEqualTo(2);
    assertThat(type.arguments()).hasSize(2);
    assertThat(type.arguments().get(1).name()).isEqualTo("Item");
    assertThat(type.arguments().get(1).dimensions()).isEqualTo(1);
    assertThat(WrittenType.read("!com.shop.Http.send$1Local").local()).isTrue();
    assertThat(WrittenType.variants("A|b.B")).containsExactly("A", "b.B");
  }

  @Test
  void whatNestsWithoutEndOrGoesOnForeverCostsItsCallsAndNotTheFile() {
    String deep = "a(".repeat(900) + "1" + ")".repeat(900);
    String wide = "x" + " + f(1)".repeat(6_000);
    List<MethodUnit> units =
        units(
            "class A { int deep() { return "
                + deep
                + "; } int wide() { return "
                + wide
                + "; } "
                + "int fine() { return f(1); } }");
    assertThat(units).hasSize(3);
    assertThat(units).allMatch(unit -> unit.links().calls().length() <= MethodCalls.MAX_LENGTH);
    assertThat(units.get(2).links().calls()).isEqualTo("cf:0:1 :int");
  }

  @Test
  void aTextThatIsNoneIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> MethodCalls.read("cfoo:1:2 %0dA", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> MethodCalls.read("&", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> FileOutline.read("Zx"));
  }
}
