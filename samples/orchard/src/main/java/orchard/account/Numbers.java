package orchard.account;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Gives each order a number that no other order of any branch has. */
public final class Numbers {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final LongSupplier epochMillis;
  private final int branch;
  private final AtomicLong last = new AtomicLong();

  public Numbers(int branch, LongSupplier epochMillis) {
    if (branch < 0 || branch > 1023) {
      throw new IllegalArgumentException("branch " + branch);
    }
    this.branch = branch;
    this.epochMillis = epochMillis;
  }

  /** Time, then a counter, then the branch: later numbers are larger, even if the clock slips. */
  public long next() {
    long tick = last.updateAndGet(before -> Math.max(before + 1, epochMillis.getAsLong() << 12));
    return tick << 10 | branch;
  }

  /** In letters and digits that cannot be mistaken for each other on a label. */
  public static String spell(long number) {
    StringBuilder out = new StringBuilder();
    long rest = number;
    do {
      out.append(DIGITS.charAt((int) (rest & 31)));
      rest >>>= 5;
    } while (rest != 0);
    return out.reverse().toString();
  }
}
