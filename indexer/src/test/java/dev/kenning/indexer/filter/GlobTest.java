package dev.kenning.indexer.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "src/main/**, src/main/a/B.java, true",
    "src/main/**, src/mainly/B.java, false",
    "src/*/B.java, src/main/B.java, true",
    "src/*/B.java, src/main/a/B.java, false",
    "src/**/B.java, src/B.java, true",
    "src/**/B.java, src/a/b/B.java, true",
    "src/**/B.java, src/a/b/AB.java, false",
    "**/test/**, src/test/a/B.java, true",
    "**/test/**, test/B.java, true",
    "**/test/**, latest/B.java, false",
    "*Test.java, src/a/FooTest.java, true",
    "*Test.java, FooTest.java, true",
    "*Test.java, src/FooTest.java/x, false",
    "Foo?.java, src/Foo1.java, true",
    "Foo?.java, src/Foo.java, false",
    "src?main/B.java, src/main/B.java, false",
    "src/main, src/main/a/B.java, true",
    "src/main, src/main, true",
    "src/main, src/main2/B.java, false",
    "src/main/, src/main/B.java, true",
    "src/main/, src/main, false",
    "/src/main, src/main/B.java, true",
    "/B.java, B.java, true",
    "/B.java, src/B.java, false",
    "cart, com/shop/cart/Cart.java, true",
    "cart, com/shop/carts/Cart.java, false",
    "Cart.java, com/shop/Cart.java, true",
    "**, any/Thing.java, true",
    "a**b.java, a/x/y/b.java, true",
    "[ab].java, a.java, false",
    "[ab].java, '[ab].java', true",
    "src/a+(b).java, src/a+(b).java, true",
    "SRC/main, src/main/B.java, false",
  })
  void matches(String pattern, String path, boolean kept) {
    assertThat(new Glob(pattern).matches(path)).isEqualTo(kept);
  }

  @Test
  void matchingPathsBeginWithTheLiteralPrefix() {
    assertThat(new Glob("src/ma*").literalPrefix()).isEqualTo("src/ma");
    assertThat(new Glob("*.java").literalPrefix()).isEmpty();
    assertThat(new Glob("/src/main").literalPrefix()).isEqualTo("src/main");
  }

  @Test
  void tooLongOrTooWildIsRefused() {
    assertThatThrownBy(() -> new Glob("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Glob("a".repeat(513)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Glob("*a".repeat(17)))
        .hasMessageContaining("at most 16 wildcards, not 17");
    assertThat(new Glob("**/a".repeat(16)).matches("x")).isFalse();
  }

  @Test
  void hostilePatternCostsLittle() {
    Glob glob = new Glob("*a".repeat(16) + "b");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(glob.matches("a".repeat(100_000) + "c")).isFalse());
  }

  @Test
  void agreesWithAPlainRecursiveMatcher() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String pattern = "/" + word(random, "ab/*?*", 7);
      String path = word(random, "ab/", 8);
      if (!pattern.endsWith("/") && pattern.matches(".*[*?].*")) {
        assertThat(new Glob(pattern).matches(path))
            .as("%s on %s, seed %d", pattern, path, seed)
            .isEqualTo(slow(pattern.substring(1), 0, path, 0));
      }
    }
  }

  private static String word(Random random, String alphabet, int maxLength) {
    StringBuilder word = new StringBuilder();
    for (int i = 1 + random.nextInt(maxLength); i > 0; i--) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  /// The table of [Glob] read literally, with backtracking.
  private static boolean slow(String pattern, int at, String path, int from) {
    if (at == pattern.length()) {
      return from == path.length();
    }
    char token = pattern.charAt(at);
    if (token == '*') {
      int end = at;
      while (end < pattern.length() && pattern.charAt(end) == '*') {
        end++;
      }
      boolean any = end - at > 1;
      boolean startsPart = at == 0 || pattern.charAt(at - 1) == '/';
      if (any && startsPart && end < pattern.length() && pattern.charAt(end) == '/') {
        for (int next = from; next <= path.length(); next++) {
          boolean wholeParts = next == from || path.charAt(next - 1) == '/';
          if (wholeParts && slow(pattern, end + 1, path, next)) {
            return true;
          }
        }
        return false;
      }
      for (int next = from; next <= path.length(); next++) {
        if (slow(pattern, end, path, next)) {
          return true;
        }
        if (next < path.length() && path.charAt(next) == '/' && !any) {
          return false;
        }
      }
      return false;
    }
    return from < path.length()
        && (token == '?' ? path.charAt(from) != '/' : path.charAt(from) == token)
        && slow(pattern, at + 1, path, from + 1);
  }
}
