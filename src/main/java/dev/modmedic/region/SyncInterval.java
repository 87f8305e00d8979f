package dev.modmedic.region;

import java.time.Duration;

/** How often agents ask what there is to do, and so how late they may learn of a change. */
public record SyncInterval(Duration length) {
  public SyncInterval {
    if (length.isNegative()) {
      throw new IllegalArgumentException("is negative: " + length);
    }
  }
}
