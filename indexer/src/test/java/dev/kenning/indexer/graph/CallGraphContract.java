package dev.kenning.indexer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.store.MethodStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the graph tells, whatever keeps the methods.
abstract class CallGraphContract {
  private LinkedSources sources;

  abstract MethodStore open(IndexFingerprint fingerprint);

  @BeforeEach
  void open() {
    sources = new LinkedSources(open(GraphComparison.FINGERPRINT));
  }

  @AfterEach
  void close() {
    sources.close();
  }

  /// Files of the package `shop`, each with the class that its name says.
  private void shop(String... classes) {
    for (String body : classes) {
      String name = body.replaceFirst("(?s).*?(?:class|interface|enum|record) (\\w+).*", "$1");
      sources.with("shop/" + name + ".java", "package shop;\nimport java.util.*;\n" + body);
    }
  }

  @Test
  void callsOfOtherFilesAreFoundThroughFieldsParametersAndResults() {
    shop(
        "class Http { Response send(Request r) { return null; } }",
        "class Response { boolean ok() { return true; } Body body() { return null; } }",
        "class Body { String text() { return \"\"; } }",
        "class Shop { Http http; String buy(Request r) { Response s = http.send(r);"
            + " return s.ok() ? s.body().text() : \"\"; } }");
    assertThat(sources.callees("shop.Shop.buy(Request)"))
        .containsExactly(
            "exact shop.Http.send(Request)",
            "exact shop.Response.ok()",
            "exact shop.Response.body()",
            "exact shop.Body.text()");
    assertThat(sources.callers("shop.Body.text()"))
        .containsExactly("exact shop.Shop.buy(Request) [3]");
  }

  @Test
  void overloadsAreToldApartByTheTypesOfArguments() {
    shop(
        "class Log { void put(int n) {} void put(long n) {} void put(Object o) {} void put(String s)"
            + " {} void put(String s, Object... more) {} }",
        "class Use { Log log; void all(Integer boxed, short narrow, CharSequence text) {"
            + " log.put(1); log.put(1L); log.put(narrow); log.put(boxed); log.put(\"a\");"
            + " log.put(text); log.put(\"a\", text, 2); log.put(null); } }");
    assertThat(sources.callees("shop.Use.all(Integer, short, CharSequence)"))
        .containsExactly(
            "exact shop.Log.put(int)",
            "exact shop.Log.put(long)",
            "exact shop.Log.put(Object)",
            "exact shop.Log.put(String)",
            "exact shop.Log.put(String, Object...)");
  }

  @Test
  void overloadsThatCannotBeToldApartAreOneOfThem() {
    shop(
        "class Log { void put(int n) {} void put(String s) {} }",
        "class Use { void all(Log log, other.Unknown u) { log.put(u.value()); } }");
    assertThat(sources.callees("shop.Use.all(Log, other.Unknown)"))
        .containsExactly("one_of shop.Log.put(int) | shop.Log.put(String)", "named value");
    assertThat(sources.callers("shop.Log.put(int)"))
        .containsExactly("one_of shop.Use.all(Log, other.Unknown) [3]");
  }

  @Test
  void whatMayRunInPlaceOfWhatIsNamedIsToldWithIt() {
    shop(
        "interface Shape { double area(); }",
        "class Square implements Shape { public double area() { return 1; } }",
        "abstract class Round { public double area() { return 3; } }",
        "class Disc extends Round implements Shape { }",
        "class Ring extends Disc { Ring() {} @Override public double area() { return 2; } }",
        "class Use { double any(Shape s) { return s.area(); } double ring(Ring r) { return r.area();"
            + " } double round(Round r) { return r.area(); } }");
    // Disc has no method, so that nothing of it is kept: the limit that the package names
    assertThat(sources.callees("shop.Use.any(Shape)"))
        .containsExactly("one_of shop.Shape.area() | shop.Square.area()");
    assertThat(sources.callees("shop.Use.ring(Ring)")).containsExactly("exact shop.Ring.area()");
    shop("class Disc extends Round implements Shape { Disc() {} }");
    assertThat(sources.callees("shop.Use.any(Shape)"))
        .containsExactly(
            "one_of shop.Shape.area() | shop.Round.area() | shop.Square.area() | shop.Ring.area()");
    assertThat(sources.callees("shop.Use.round(Round)"))
        .containsExactly("one_of shop.Round.area() | shop.Ring.area()");
    assertThat(sources.callers("shop.Ring.area()"))
        .containsExactlyInAnyOrder(
            "exact shop.Use.ring(Ring) [3]",
            "one_of shop.Use.any(Shape) [3]",
            "one_of shop.Use.round(Round) [3]");
  }

  @Test
  void superAndStaticAndPrivateCallsRunWhatTheyName() {
    shop(
        "class Base { void run() {} static void make() {} }",
        "class Sub extends Base { void run() { super.run(); make(); hide(); this.run(); } private void"
            + " hide() {} }",
        "class SubSub extends Sub { void run() {} void hide() {} }");
    assertThat(sources.callees("shop.Sub.run()"))
        .containsExactly(
            "exact shop.Base.run()",
            "exact shop.Base.make()",
            "exact shop.Sub.hide()",
            "one_of shop.Sub.run() | shop.SubSub.run()");
  }

  @Test
  void constructorsChainsAndAnonymousTypesAreCalls() {
    shop(
        "class Base { Base(int n) {} Base() {} }",
        "class Sub extends Base { Sub() { super(1); } Sub(String s) { this(); } Sub(long n) { } Base"
            + " more() { return new Base(2) { void x() { helper(); } }; } void helper() {} }");
    assertThat(sources.callees("shop.Sub.Sub()")).containsExactly("exact shop.Base.Base(int)");
    assertThat(sources.callees("shop.Sub.Sub(String)")).containsExactly("exact shop.Sub.Sub()");
    assertThat(sources.callees("shop.Sub.Sub(long)")).containsExactly("exact shop.Base.Base()");
    assertThat(sources.callees("shop.Sub.more()")).containsExactly("exact shop.Base.Base(int)");
    assertThat(sources.callees("shop.Sub.more$1.x()")).containsExactly("exact shop.Sub.helper()");
    assertThat(sources.callers("shop.Base.Base(int)"))
        .containsExactlyInAnyOrder("exact shop.Sub.Sub() [3]", "exact shop.Sub.more() [3]");
  }

  @Test
  void lambdasAndReferencesAreOfTheMethodTheyStandIn() {
    shop(
        "class Item { String name() { return \"\"; } static Item of(String s) { return null; } Item"
            + " next(int n) { return null; } }",
        "class Use { List<String> names(List<Item> items, Map<String, Item> byName) {"
            + " byName.forEach((key, item) -> item.next(key.length()));"
            + " items.stream().map(i -> i.next(1)).filter(i -> i.name().isEmpty()).toList();"
            + " return items.stream().map(Item::name).map(Item::of).map(Item::name).toList(); }"
            + " java.util.function.Function<Item, String> f() { return i -> i.name(); } }");
    assertThat(sources.callees("shop.Use.names(List<Item>, Map<String,Item>)"))
        .startsWith(
            "exact shop.Item.next(int)", "exact shop.Item.name()", "exact shop.Item.of(String)")
        .noneMatch(call -> call.startsWith("named"));
    assertThat(sources.callees("shop.Use.f()")).containsExactly("exact shop.Item.name()");
  }

  @Test
  void genericTypesAreFollowed() {
    shop(
        "class Box<T extends Item> { T get() { return null; } <R> Box2<R> map("
            + "java.util.function.Function<? super T, ? extends R> f) { return null; } }",
        "class Box2<R> { R get() { return null; } }",
        "class Item { void use() {} int size() { return 0; } Other other() { return null; } }",
        "class Special extends Item { void use() {} void only() {} }",
        "class Other { void act() {} }",
        "class Use { void all(Box<Special> b, Box raw) { b.get().only(); var o ="
            + " b.map(s -> s.other()); o.get().act(); for (var each : List.of(new Other())) each.act();"
            + " } <T extends Item> void bound(T t) { t.size(); } }");
    assertThat(sources.callees("shop.Use.all(Box<Special>, Box)"))
        .contains(
            "exact shop.Box.get()",
            "exact shop.Special.only()",
            "exact shop.Item.other()",
            "exact shop.Box2.get()",
            "exact shop.Other.act()")
        .noneMatch(call -> call.startsWith("named"));
    assertThat(sources.callees("shop.Use.bound(T)")).containsExactly("exact shop.Item.size()");
  }

  @Test
  void namesAreLookedUpAsTheLanguageDoes() {
    sources
        .with("a/List.java", "package a; public class List { public void add(int n) {} }")
        .with(
            "b/Other.java",
            "package b; public class Other { public static int LIMIT = 1; public"
                + " static void help() {} public static class In { public void in() {} } }")
        .with(
            "a/Use.java",
            "package a; import java.util.*; import static b.Other.help; import b.Other.In;"
                + " class Use { void here(List l, In in, b.Other o) { l.add(1); help(); in.in();"
                + " b.Other.help(); } void there(java.util.List<Integer> l) { l.add(1); } }");
    assertThat(sources.callees("a.Use.here(List, In, b.Other)"))
        .containsExactly("exact a.List.add(int)", "exact b.Other.help()", "exact b.Other.In.in()");
    assertThat(sources.callees("a.Use.there(java.util.List<Integer>)"))
        .containsExactly("outside java.util.List.add");
  }

  @Test
  void implementationsAndWhatIsOverriddenAreTold() {
    shop(
        "interface Job<T> extends Comparable<T> { void run(T t); }",
        "class Print implements Job<String> { public void run(String s) {} public int compareTo(String"
            + " s) { return 0; } public void run(Integer n) {} }");
    assertThat(sources.relatives("shop.Job.run(T)").overriddenBy())
        .containsExactly(sources.id("shop.Print.run(String)"));
    assertThat(sources.relatives("shop.Print.run(String)").overrides())
        .containsExactly(sources.id("shop.Job.run(T)"));
    assertThat(sources.relatives("shop.Print.compareTo(String)").outside())
        .containsExactly("java.lang.Comparable.compareTo");
    assertThat(sources.relatives("shop.Print.run(Integer)")).isEqualTo(Relatives.NONE);
  }

  @Test
  void anotherRepositoryIsSeenOnlyWhereThatIsAllowed() {
    sources
        .with("lib", "lib/Tool.java", "package lib; public class Tool { public void use() {} }")
        .with(
            "app",
            "app/Main.java",
            "package app; class Main { void main(lib.Tool t) { t.use(); } }");
    assertThat(sources.callees("app.Main.main(lib.Tool)")).containsExactly("exact lib.Tool.use()");
    assertThat(sources.callees("app.Main.main(lib.Tool)", "app"::equals))
        .containsExactly("named use");
    assertThat(sources.callers("lib.Tool.use()", "lib"::equals)).isEmpty();
    assertThat(sources.callers("lib.Tool.use()"))
        .containsExactly("exact app.Main.main(lib.Tool) [1]");
  }

  @Test
  void aTypeOfTheOwnRepositoryIsMeantBeforeThatOfAnother() {
    String tool = "package lib; public class Tool { public void use() {} }";
    sources
        .with("one", "lib/Tool.java", tool)
        .with("two", "lib/Tool.java", tool)
        .with("two", "lib/Use.java", "package lib; class Use { void own(Tool t) { t.use(); } }")
        .with("app", "A.java", "class A { void other(lib.Tool t) { t.use(); } }");
    assertThat(sources.callees("lib.Use.own(Tool)")).containsExactly("exact lib.Tool.use()");
    assertThat(sources.callees("A.other(lib.Tool)"))
        .containsExactly("one_of lib.Tool.use() | lib.Tool.use()");
  }

  @Test
  void aCallOnSomethingUnknownIsKnownByItsNameAlone() {
    shop(
        "class Tool { void use(int n) {} }",
        "class Use { void it(elsewhere.Thing t) { t.use(1); t.use(); } }");
    assertThat(sources.callees("shop.Use.it(elsewhere.Thing)")).containsExactly("named use");
    assertThat(sources.callers("shop.Tool.use(int)"))
        .containsExactly("by_name shop.Use.it(elsewhere.Thing) [3]");
  }

  @Test
  void aSureCallMakesNoneBesideItSure() {
    shop(
        "class Outer { void help() {} void sure() { help(); } class In extends other.Unknown { void"
            + " perhaps() { help(); Outer.this.help(); } } }");
    assertThat(sources.callees("shop.Outer.sure()")).containsExactly("exact shop.Outer.help()");
    assertThat(sources.callees("shop.Outer.In.perhaps()"))
        .containsExactly("one_of shop.Outer.help()", "exact shop.Outer.help()");
  }

  @Test
  void typesThatExtendThemselvesAndVariablesWithoutEndAreSurvived() {
    StringBuilder chain = new StringBuilder("var v0 = start();\n");
    for (int i = 1; i < 3_000; i++) {
      chain.append("var v%d = v%d.next();%n".formatted(i, i - 1));
    }
    shop(
        "class A extends B { A next() { return this; } A start() { return this; } }",
        "class B extends A { <T extends U, U extends T> void odd(T t) { t.next(); } }",
        "class Long extends A { Object all() { %s return new Object() { void end() { v2999.next(); } }; } }"
            .formatted(chain));
    assertThat(sources.callees("shop.Long.all()")).isNotEmpty();
    assertThat(sources.callees("shop.Long.all$1.end()")).hasSize(1);
    assertThat(sources.callees("shop.B.odd(T)")).isNotEmpty();
    assertThat(sources.callers("shop.A.next()")).isNotEmpty();
  }

  @Test
  void aMethodThatIsNotThereHasNoCalls() {
    shop("class A { void a() {} }");
    MethodId nobody = new MethodId("m_AAAAAAAAAAAAAAAAAAAAAA");
    try (var snapshot = sources.store().snapshot()) {
      CallGraph graph = new CallGraph(snapshot.links(), _ -> true);
      assertThat(graph.callees(nobody)).isEmpty();
      assertThat(graph.callers(nobody)).isEmpty();
      assertThat(graph.relatives(nobody)).isEmpty();
    }
  }

  @Test
  void callersAndCalleesAreTheSameCallsSeenFromBothEnds() {
    Map<String, List<String>> forward = new TreeMap<>();
    Map<String, List<String>> backward = new TreeMap<>();
    RandomShop.files(7).forEach(sources::with);
    try (var snapshot = sources.store().snapshot()) {
      CallGraph graph = new CallGraph(snapshot.links(), _ -> true);
      for (MethodUnit unit : sources.units()) {
        for (Call call : graph.callees(unit.id()).orElseThrow().calls()) {
          for (MethodId target : call.targets()) {
            forward.computeIfAbsent(target.value(), _ -> new ArrayList<>()).add(unit.id().value());
          }
        }
        for (Caller caller : graph.callers(unit.id()).orElseThrow().callers()) {
          if (caller.certainty() != Certainty.BY_NAME) {
            backward
                .computeIfAbsent(unit.id().value(), _ -> new ArrayList<>())
                .add(caller.id().value());
          }
        }
      }
    }
    assertThat(forward).hasSizeGreaterThan(20);
    forward.replaceAll((_, callers) -> callers.stream().distinct().sorted().toList());
    backward.replaceAll((_, callers) -> callers.stream().distinct().sorted().toList());
    assertThat(backward).isEqualTo(forward);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void callsDoNotDependOnTheOrderInWhichFilesCome(long seed) {
    Map<String, String> files = RandomShop.files(seed);
    files.forEach(sources::with);
    Map<String, List<String>> first = calls();
    List<String> order = new ArrayList<>(files.keySet());
    Collections.shuffle(order, new Random(seed));
    order.forEach(path -> sources.with(path, "class Gone {}")); // written, replaced, in disorder
    order.forEach(path -> sources.with(path, files.getOrDefault(path, "")));
    assertThat(calls()).isEqualTo(first);
  }

  private Map<String, List<String>> calls() {
    Map<String, List<String>> calls = new LinkedHashMap<>();
    sources.units().stream()
        .map(MethodUnit::symbol)
        .sorted()
        .forEach(symbol -> {
          List<String> both = new ArrayList<>(sources.callees(symbol));
          both.addAll(sources.callers(symbol));
          calls.put(symbol, both);
        });
    return calls;
  }
}
