// kinds: pure
package sample;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class Purity {
  private static final int SIDES = 6;
  private final String name = "";
  private final List<String> all = new ArrayList<>();
  private final AtomicLong count = new AtomicLong();
  private int seen;

  static int clamp(int value, int low, int high) { //> pure
    return Math.max(low, Math.min(high, value));
  }

  String greeting(String who) { //> pure
    if (who == null) {
      throw new IllegalArgumentException("who");
    }
    StringBuilder text = new StringBuilder("Hello ");
    for (int i = 0; i < SIDES; i++) {
      text.append(who.charAt(i));
    }
    return text.append(name).toString();
  }

  static List<Integer> squares(int[] values) { //> pure
    List<Integer> squares = new ArrayList<>();
    for (int value : values) {
      squares.add(value * value);
    }
    return squares;
  }

  static int factorial(int n) { //> pure
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  static char[] reversed(String text) { //> pure
    char[] letters = text.toCharArray();
    letters[0] = letters[letters.length - 1];
    return letters;
  }

  static List<String> upper(List<String> names) { //> pure
    return names.stream().map(String::toUpperCase).collect(Collectors.toList());
  }

  static byte[] decoded(String text) { //> pure
    return Base64.getDecoder().decode(text);
  }

  static List<String> saved(List<String> names) {
    return names.stream().map(Files::readString).collect(Collectors.toList());
  }

  static double chances() {
    return Stream.generate(Math::random).findFirst().get();
  }

  List<String> ofAField() {
    return all.stream().sorted().toList();
  }

  String counted() {
    return "seen " + count;
  }

  int sizeOfAField() {
    return all.size();
  }

  int changing() {
    return seen;
  }

  int counting(int n) {
    seen = n;
    return n;
  }

  static int[] given(int[] values) {
    values[0] = 1;
    return values;
  }

  static List<String> addedTo(List<String> names) {
    names.add("a");
    return names;
  }

  static long clock() {
    return System.nanoTime() / 2;
  }

  static String setting() {
    return System.getProperty("x");
  }

  static int unknown(int n) { //> pure by-name
    return Helper.twice(n);
  }

  static StringBuilder passedIn(StringBuilder text) {
    text.append('a');
    return text;
  }

  static double chance() {
    return Math.random();
  }

  void noResult() {}
}
