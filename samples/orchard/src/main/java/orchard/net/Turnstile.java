package orchard.net;

import java.util.function.LongSupplier;

/** Lets each caller through so many times a second, with a little credit saved up. */
public final class Turnstile {
  private final double perSecond;
  private final double capacity;
  private final LongSupplier nanoTime;
  private double credit;
  private long last;

  public Turnstile(double perSecond, double capacity, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.capacity = capacity;
    this.nanoTime = nanoTime;
    this.credit = capacity;
    this.last = nanoTime.getAsLong();
  }

  public synchronized boolean enter() {
    step();
    if (credit < 1) {
      return false;
    }
    credit -= 1;
    return true;
  }

  private void step() {
    long now = nanoTime.getAsLong();
    credit = Math.min(capacity, credit + (now - last) / 1e9 * perSecond);
    last = now;
  }

  /** How many seconds until a call would succeed; for a Retry-After header. */
  public synchronized long comeBackIn() {
    step();
    return credit >= 1 ? 0 : (long) Math.ceil((1 - credit) / perSecond);
  }
}
