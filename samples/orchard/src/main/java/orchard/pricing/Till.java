package orchard.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Sums, rounds and shares out money. */
public final class Till {
  private static final int[] COINS = {200, 100, 50, 20, 10, 5, 2, 1};

  private Till() {}

  /** To whole cents, halves going to the even neighbour so that errors cancel out. */
  public static BigDecimal settle(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }

  /** Cash has no coins below five cents here. */
  public static BigDecimal cash(BigDecimal amount) {
    BigDecimal step = new BigDecimal("0.05");
    return amount.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
  }

  /** Parts that differ by a cent at most and together make the whole, with nothing lost. */
  public static List<Long> share(long cents, int friends) {
    List<Long> parts = new ArrayList<>();
    long each = Math.floorDiv(cents, friends);
    long left = Math.floorMod(cents, friends);
    for (int i = 0; i < friends; i++) {
      parts.add(i < left ? each + 1 : each);
    }
    return parts;
  }

  public static TreeMap<Integer, Integer> change(int cents) {
    TreeMap<Integer, Integer> coins = new TreeMap<>();
    int left = cents;
    for (int coin : COINS) {
      if (left >= coin) {
        coins.put(coin, left / coin);
        left %= coin;
      }
    }
    return coins;
  }

  /** The check digit catches a mistyped digit and most exchanged neighbours. */
  public static boolean plausibleCard(String number) {
    int sum = 0;
    boolean twice = false;
    for (int i = number.length() - 1; i >= 0; i--) {
      int digit = Character.digit(number.charAt(i), 10);
      if (digit < 0) {
        return false;
      }
      if (twice) {
        digit *= 2;
        if (digit > 9) {
          digit -= 9;
        }
      }
      sum += digit;
      twice = !twice;
    }
    return !number.isEmpty() && sum % 10 == 0;
  }

  static String hideCard(String number) {
    int shown = Math.min(4, number.length());
    return "•".repeat(number.length() - shown) + number.substring(number.length() - shown);
  }

  /** The price without and the part that is tax, from a price that holds both. */
  public static BigDecimal[] takeApart(BigDecimal gross, BigDecimal ratePercent) {
    BigDecimal factor = BigDecimal.ONE.add(ratePercent.movePointLeft(2));
    BigDecimal net = gross.divide(factor, 2, RoundingMode.HALF_EVEN);
    return new BigDecimal[] {net, gross.subtract(net)};
  }

  public static String print(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f €", amount);
  }
}
