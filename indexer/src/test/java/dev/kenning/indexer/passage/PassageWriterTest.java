package dev.kenning.indexer.passage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassageWriterTest {
  private static MethodUnit unit(String member) {
    return new MethodExtractor()
        .extract(
            new FileKey("shop", "Http.java"),
            "package com.shop; class HttpClient { " + member + " }")
        .methods()
        .getFirst();
  }

  private static String natural(String member) {
    return new PassageWriter().write(unit(member)).text();
  }

  @Test
  void theNameComesFirstThenTheTypeThenTheDocumentation() {
    assertThat(
            natural(
                "/** Sends it {@code again}.\n\n More. */ Response sendWithRetry(Request request) {"
                    + " log(\"try\"); return openSocket(maxPause); }"))
        .startsWith("send with retry in http client. sends it again.")
        .contains("calls log, open socket", "max pause", "more");
  }

  @Test
  void callsAreSaidWholeAndOtherWordsOnce() {
    assertThat(
            natural(
                "void parseHeader() { parseHeader(); header.parse(value, value); value.header(); }"))
        .isEqualTo("parse header in http client. calls parse header, parse, header. value.");
  }

  @Test
  void anonymousTypesSayWhatTheyAreMadeFrom() {
    MethodUnit compare =
        new MethodExtractor()
            .extract(
                new FileKey("shop", "A.java"),
                "class A { Object byLength = new Comparator<String>() { public int compare() {} }; }")
            .methods()
            .getFirst();
    assertThat(new PassageWriter().write(compare).text())
        .isEqualTo("compare in by length comparator string. returns int.");
  }

  @Test
  void documentationOfTagsAloneIsHeard() {
    assertThat(natural("/** @return the largest pause */ int max() {}"))
        .isEqualTo("max in http client. returns the largest pause. returns int.");
  }

  @Test
  void constructorsAndInitialisersSayWhatTheyAre() {
    assertThat(natural("HttpClient(int timeout) {}"))
        .startsWith("constructor in http client. parameters int timeout");
    assertThat(natural("static { boot(); }"))
        .startsWith("static initializer in http client. calls boot");
    assertThat(natural("{ boot(); }")).startsWith("initializer in http client. calls boot");
  }

  @Test
  void aPassageIsBoundedHoweverLongTheMethod() {
    String calls =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "call" + letters(i) + "();")
            .collect(Collectors.joining());
    assertThat(natural("void all() { " + calls + " }").split(" ").length).isBetween(100, 256);
    assertThat(
            new PassageWriter(PassageForm.RAW)
                .write(unit("void all() { " + calls + " }"))
                .text()
                .length())
        .isLessThanOrEqualTo(4_000);
  }

  private static String letters(int number) {
    return Integer.toString(number, 26)
        .chars()
        .mapToObj(c -> String.valueOf((char) ('a' + Character.digit(c, 26))))
        .collect(Collectors.joining());
  }

  @Test
  void aMethodWithoutAnyWordsStillHasAPassage() {
    MethodUnit nameless =
        new MethodExtractor()
            .extract(new FileKey("shop", "_.java"), "class $ { void $() {} }")
            .methods()
            .getFirst();
    for (PassageForm form : PassageForm.values()) {
      assertThat(new PassageWriter(form).write(nameless).text()).isNotBlank();
    }
  }

  @Test
  void everyFormHasAFingerprintOfItsOwn() {
    Set<Integer> versions = new HashSet<>();
    for (PassageForm form : PassageForm.values()) {
      assertThat(versions.add(new PassageWriter(form).rulesVersion())).isTrue();
    }
  }

  @Test
  void theUndocumentedFormSaysNothingOfTheDocumentation() {
    MethodUnit unit = unit("/** Wonderful. */ void send() {}");
    assertThat(new PassageWriter(PassageForm.UNDOCUMENTED).write(unit).text())
        .doesNotContain("wonderful");
    assertThat(new PassageWriter(PassageForm.RAW).write(unit).text())
        .isEqualTo("Wonderful. void send() {}");
  }
}
