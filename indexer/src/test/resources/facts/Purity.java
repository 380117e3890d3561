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
  private final int[] slots = new int[4];
  private static final int[] TABLE = {1, 2, 3};

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

  /// A helper of the same file may change what its caller has made.
  static String joined(List<String> names) { //> pure
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      addTo(text, name);
    }
    return text.toString();
  }

  private static void addTo(StringBuilder text, String name) {
    text.append(name).append(',');
  }

  static String intoGiven(StringBuilder text, String name) {
    addTo(text, name);
    return name;
  }

  static Purse purse(int coins) { //> pure
    Purse purse = new Purse(coins);
    purse.add(1);
    return purse;
  }

  static int coins(Purse purse) { //> pure
    return purse.count();
  }

  static int emptied(Purse purse) {
    purse.add(-1);
    return 0;
  }

  static int registered(int coins) {
    return new Registered(coins).coins;
  }

  int callsImpure() {
    return changing() + 1;
  }

  static int even(int n) { //> pure
    return n == 0 ? 1 : odd(n - 1);
  }

  static int odd(int n) { //> pure
    return n == 0 ? 0 : even(n - 1);
  }

  int slot(int index) {
    return slots[index];
  }

  static int entry(int index) { //> pure
    return TABLE[index];
  }

  static Elsewhere ofAnotherFile(String name) { //> pure by-name
    return new Elsewhere(name);
  }

  Elsewhere handsItselfOn() {
    return new Elsewhere(this);
  }

  static Object connects(String host) {
    return new ServerConnection(host);
  }

  static String looksInto(Elsewhere other) { //> pure by-name
    return other.getName().trim();
  }

  static boolean asksWhatChanges(Elsewhere other) {
    return other.isRunning();
  }

  static Object usesUp(java.io.InputStream in) {
    return new Elsewhere(in);
  }

  static String loads(String name) {
    return Helper.loadText(name);
  }

  static boolean matches(String text) { //> pure
    return java.util.regex.Pattern.compile("a+").matcher(text).matches();
  }

  static class Purse {
    private int coins;

    Purse(int coins) {
      this.coins = coins;
    }

    void add(int more) {
      coins += more;
    }

    int count() {
      return coins;
    }
  }

  static class Registered {
    private static int made;
    final int coins;

    Registered(int coins) {
      this.coins = coins;
      made++;
    }
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

  static Object built(Shape shape) { //> pure by-name
    return Outline.newBuilder().setWidth(shape.getWidth()).setHeight(3).build();
  }

  static Object builtByAnother(Shape shape) {
    return shared.newBuilder().setWidth(shape.getWidth()).start();
  }

  static int hashOf(java.lang.reflect.Type type) { //> pure by-name
    return 31 * type.hashCode();
  }

  static String packageOf(Class<?> type) { //> pure
    return type.getPackage().getName();
  }

  static Object ofThree(TriFunction function, String a, String b, String c) { //> pure by-name
    return function.apply(a, b, c);
  }

  static Object byReflection(Class<?> type) {
    return Reflections.newInstanceOf(type);
  }

  static Object first(Graph graph, String node) { //> pure by-name
    java.util.Iterator<Object> edges = graph.edgeIterator(node);
    return edges.hasNext() ? edges.next() : null;
  }

  static Object next(java.util.Iterator<Object> edges) {
    return edges.next();
  }

  static boolean both(Answer answer) { //> pure by-name
    return answer.first().and(answer.second()).isTrue();
  }
}
