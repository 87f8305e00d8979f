package dev.modmedic.region;

import java.time.Duration;

/**
 * How long a result is waited for before its run counts as missed. A real result that comes later
 * still takes the place of the missed one.
 *
 * @param least beside twice the interval
 * @param awaited instead, while a region's agents hold results back or are silent
 */
public record Patience(Duration least, Duration awaited) {
  public Patience {
    if (least.isNegative() || least.compareTo(awaited) > 0) {
      throw new IllegalArgumentException("must not be longer than for silent agents: " + least);
    }
  }

  Duration with(RunAccounts.Account account) {
    Duration usual = account.origin().interval().multipliedBy(2).plus(least);
    return account.awaited() && usual.compareTo(awaited) < 0 ? awaited : usual;
  }
}
